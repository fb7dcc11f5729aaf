package dev.plumbline.policy.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.ExistenceScope;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.Triggers;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the build wrote down of the rules that ship, so that a start reads one file and no definition: each is compiled when
 * a resource that it concerns is first judged.
 *
 * <p>Immutable and thread safe. The definitions themselves are read from beside the file.
 */
public final class Outlines {
    /** The file's name, in the folder of the rules. */
    static final String FILE = "outlines.json";

    private static final List<String> FOR_PEOPLE =
            List.of("displayName", "description", "metadata", "additionalMetadataId");

    private final Reader files;
    private final Document initiative;
    private final String initiativeDigest;
    private final Map<String, Entry> entries;

    private Outlines(Reader files, Document initiative, String initiativeDigest, Map<String, Entry> entries) {
        this.files = files;
        this.initiative = initiative;
        this.initiativeDigest = initiativeDigest;
        this.entries = entries;
    }

    /** Reads a file of the rules, such as {@code rules/baseline.json}. */
    @FunctionalInterface
    interface Reader {
        byte[] read(String name) throws IOException;
    }

    /**
     * One definition.
     *
     * @param file the file that holds it
     * @param digest of its document, as {@link Digest} makes it
     * @param asksForPolicy whether it may ask which assignment it is judged under
     */
    private record Entry(String file, String digest, boolean asksForPolicy, Outline outline) {}

    /** Reads what {@link #main} wrote. */
    static Outlines read(InputStream file, Reader files) throws IOException {
        JsonNode root = Document.parse(FILE, file.readAllBytes()).orElseThrow().root();
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : root.path("definitions").properties()) {
            JsonNode said = each.getValue();
            Set<String> types = texts(said.path("types"));
            String view = said.path("view").asText();
            Triggers triggers = new Triggers(
                    types,
                    texts(said.path("related")),
                    view.isEmpty() ? Optional.empty() : Optional.of(view),
                    texts(said.path("sections")),
                    said.has("existenceScope")
                            ? Optional.of(ExistenceScope.valueOf(
                                    said.path("existenceScope").asText()))
                            : Optional.empty());
            entries.put(
                    each.getKey(),
                    new Entry(
                            said.path("file").asText(),
                            said.path("digest").asText(),
                            said.path("asksForPolicy").asBoolean(),
                            new Outline(texts(said.path("targets")), triggers)));
        }
        Document initiative = new Document(ShippedRules.INITIATIVE, root.path("initiative"));
        return new Outlines(files, initiative, root.path("digest").asText(), entries);
    }

    /** The initiative without what is there for people. */
    Document initiative() {
        return initiative;
    }

    /** Whether a document is the initiative without what is there for people. */
    @SuppressWarnings("ReferenceEquality") // another document of the same content is whole, and has a digest of its own
    boolean shortened(Document document) {
        return document.root() == initiative.root();
    }

    String digestOf(Document document) {
        return shortened(document) ? initiativeDigest : Digest.of(document);
    }

    Optional<Outline> outline(String name) {
        return Optional.ofNullable(entries.get(folded(name))).map(Entry::outline);
    }

    String digest(String name) {
        return Optional.ofNullable(entries.get(folded(name))).map(Entry::digest).orElse("");
    }

    boolean asksForPolicy(String name) {
        return Optional.ofNullable(entries.get(folded(name)))
                .map(Entry::asksForPolicy)
                .orElse(false);
    }

    /** Reads one definition; empty where there is none of that name. */
    Optional<Compiled<Document>> definition(String name) {
        return Optional.ofNullable(entries.get(folded(name))).map(entry -> read(entry.file()));
    }

    /** Reads every definition. */
    List<Compiled<Document>> definitions() {
        return entries.values().stream().map(entry -> read(entry.file())).toList();
    }

    /** The whole initiative, with what is there for people. */
    Compiled<Document> wholeInitiative() {
        return read(ShippedRules.INITIATIVE);
    }

    private Compiled<Document> read(String file) {
        try {
            return Document.parse(file, files.read(file));
        } catch (IOException failure) {
            return Compiled.failed(List.of(ShippedRules.unreadable(file, "one that cannot be read")));
        }
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new LinkedHashSet<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Writes the outlines of a folder of rules into it; part of the build.
     *
     * @param arguments the folder that holds {@code baseline.json}
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.deleteIfExists(folder.resolve(FILE));
        BaselineSources sources =
                BaselineSources.shipped(folder).withSubscriptions(List.of("00000000-0000-0000-0000-000000000000"));
        Compiled<Baseline> baseline = Baseline.compile(sources, AliasCatalogue.bundled());
        List<Issue> broken = baseline.issues().stream()
                .filter(issue -> issue.severity() == Issue.Severity.ERROR)
                .toList();
        if (baseline.value().isEmpty() || !broken.isEmpty()) {
            throw new IllegalArgumentException(String.join(
                    System.lineSeparator(), broken.stream().map(Issue::message).toList()));
        }
        Document initiative = sources.initiative().orElseThrow();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("digest", Digest.of(initiative));
        root.set("initiative", forMachines(initiative.root()));
        ObjectNode definitions = root.putObject("definitions");
        Map<String, Document> byName = new LinkedHashMap<>();
        sources.definitions().forEach(document -> byName.putIfAbsent(folded(DefinitionShelf.name(document)), document));
        for (AssignedRule rule : baseline.value().get().rules()) {
            String name = folded(rule.definitionName());
            Document document = Optional.ofNullable(byName.get(name)).orElseThrow();
            Outline outline = rule.variants().outlines().get(0);
            definitions.set(name, entry(document, outline));
        }
        Files.writeString(folder.resolve(FILE), root.toString());
    }

    private static ObjectNode entry(Document document, Outline outline) {
        Triggers triggers = outline.triggers();
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("file", document.where())
                .put("digest", Digest.of(document));
        if (DefinitionShelf.asksForPolicy(document)) {
            entry.put("asksForPolicy", true);
        }
        put(entry, "targets", outline.targets());
        put(entry, "types", triggers.types());
        put(entry, "related", triggers.relatedTypes());
        put(entry, "sections", triggers.sections());
        triggers.view().ifPresent(view -> entry.put("view", view));
        triggers.existenceScope().ifPresent(scope -> entry.put("existenceScope", scope.name()));
        return entry;
    }

    private static void put(ObjectNode entry, String name, Collection<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = entry.putArray(name);
            texts.stream().sorted().forEach(array::add);
        }
    }

    private static JsonNode forMachines(JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> array.add(forMachines(each)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : new ArrayList<>(node.properties())) {
            if (!FOR_PEOPLE.contains(member.getKey())) {
                object.set(member.getKey(), forMachines(member.getValue()));
            }
        }
        return object;
    }
}
