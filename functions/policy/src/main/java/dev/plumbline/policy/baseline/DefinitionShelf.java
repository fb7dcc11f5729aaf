package dev.plumbline.policy.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The definitions and initiatives at hand, found by the last segment of an id; a definition is compiled when it is first
 * referred to.
 */
final class DefinitionShelf {
    private final AliasCatalogue aliases;
    private final Map<String, List<Document>> definitions = new HashMap<>();
    private final Map<String, Document> initiatives = new HashMap<>();
    private final IdentityHashMap<JsonNode, Compiled<Definition>> compiled = new IdentityHashMap<>();
    private final Optional<Outlines> outlines;
    private final List<Issue> unreadable;

    /**
     * What a reference came to.
     *
     * @param document the definition's document, if one was found
     * @param definition the definition, if it could be compiled
     * @param issues why there is none, or warnings; only those that were not handed out before
     * @param problem why there is none, in one line; empty if there is one
     */
    record Found(Optional<Document> document, Optional<Definition> definition, List<Issue> issues, String problem) {}

    DefinitionShelf(
            List<Document> documents, Optional<Outlines> outlines, List<Issue> unreadable, AliasCatalogue aliases) {
        this.aliases = aliases;
        this.outlines = outlines;
        this.unreadable = unreadable;
        for (Document document : documents) {
            JsonNode body = body(document);
            if (body.path("policyDefinitions").isArray()) {
                initiatives.putIfAbsent(folded(name(document)), document);
            } else if (body.has("policyRule")) {
                definitions
                        .computeIfAbsent(folded(name(document)), name -> new ArrayList<>())
                        .add(document);
            }
        }
    }

    /** The part that holds the rule: the document's {@code properties}, or the document itself. */
    static JsonNode body(Document document) {
        JsonNode properties = document.root().path("properties");
        return properties.isObject() ? properties : document.root();
    }

    /** The name that references use: the document's own, else its id's last segment, else its folder's or file's. */
    static String name(Document document) {
        JsonNode root = document.root();
        if (root.path("name").isTextual()) {
            return root.path("name").textValue();
        }
        if (root.path("id").isTextual()) {
            return Reference.lastSegment(root.path("id").textValue());
        }
        return nameOfFile(document.where());
    }

    /** The folder of a {@code policy.json}, else the file without its ending. */
    static String nameOfFile(String where) {
        String path = where.replace('\\', '/');
        String file = Reference.lastSegment(path);
        if (file.equals("policy.json") && file.length() < path.length()) {
            return Reference.lastSegment(path.substring(0, path.length() - file.length() - 1));
        }
        return file.endsWith(".json") ? file.substring(0, file.length() - ".json".length()) : file;
    }

    /** Whether a definition of that name may ask which assignment it is judged under. */
    boolean asksForPolicy(String definitionId) {
        String name = Reference.lastSegment(definitionId);
        List<Document> given = definitions.getOrDefault(folded(name), List.of());
        return given.isEmpty()
                ? outlines.map(known -> known.asksForPolicy(name)).orElse(false)
                : given.stream().anyMatch(DefinitionShelf::asksForPolicy);
    }

    static boolean asksForPolicy(Document definition) {
        return folded(definition.root().toString()).contains("policy(");
    }

    /** What is known of a definition that ships and that no other of its name replaces. */
    Optional<Outline> outline(String definitionId) {
        String name = Reference.lastSegment(definitionId);
        return definitions.containsKey(folded(name))
                ? Optional.empty()
                : outlines.flatMap(known -> known.outline(name));
    }

    Optional<Document> initiative(String id) {
        return Optional.ofNullable(initiatives.get(folded(Reference.lastSegment(id))));
    }

    /** The newest definition of that name whose version will do. */
    Found find(String definitionId, Optional<VersionPattern> version, String where, String path) {
        String name = Reference.lastSegment(definitionId);
        List<Document> candidates = candidates(name);
        Optional<Document> newest = newest(candidates, version);
        if (newest.isPresent()) {
            return compile(newest.get());
        }
        Issue issue =
                candidates.isEmpty() ? missing(name, where, path) : noVersion(name, candidates, version, where, path);
        return new Found(Optional.empty(), Optional.empty(), List.of(issue), issue.message());
    }

    private List<Document> candidates(String name) {
        List<Document> given = definitions.getOrDefault(folded(name), List.of());
        return given.isEmpty()
                ? outlines.flatMap(known -> known.definition(name))
                        .flatMap(Compiled::value)
                        .map(List::of)
                        .orElse(List.of())
                : given;
    }

    /** What is wrong with definitions that nothing refers to. */
    List<Issue> brokenStrays() {
        List<Issue> issues = new ArrayList<>();
        for (List<Document> sameName : definitions.values()) {
            for (Document document : sameName) {
                compile(document).issues().stream()
                        .filter(issue -> issue.severity() == Issue.Severity.ERROR)
                        .forEach(issues::add);
            }
        }
        issues.sort(Comparator.comparing(Issue::where));
        return issues;
    }

    private Found compile(Document document) {
        Compiled<Definition> before = compiled.get(document.root());
        Compiled<Definition> definition = before == null ? Definition.compile(document, aliases) : before;
        compiled.put(document.root(), definition);
        String problem = definition.issues().stream()
                .filter(issue -> issue.severity() == Issue.Severity.ERROR)
                .findFirst()
                .map(Issue::message)
                .orElse("");
        List<Issue> issues = before == null ? definition.issues() : List.of();
        return new Found(Optional.of(document), definition.value(), issues, problem);
    }

    /** A file of that name that could not be read explains more than its absence. */
    private Issue missing(String name, String where, String path) {
        for (Issue issue : unreadable) {
            if (issue.severity() == Issue.Severity.ERROR
                    && nameOfFile(issue.where()).equalsIgnoreCase(name)) {
                return issue;
            }
        }
        return new Issue(
                Issue.Severity.WARNING,
                where,
                path,
                "a definition that is at hand",
                "`" + name + "`, which is not",
                "give its file with the definitions; until then its verdict is `unknown`");
    }

    private static Issue noVersion(
            String name, List<Document> candidates, Optional<VersionPattern> version, String where, String path) {
        List<String> versions =
                candidates.stream().map(DefinitionShelf::version).toList();
        return new Issue(
                Issue.Severity.WARNING,
                where,
                path,
                "a version `" + version.map(VersionPattern::text).orElse("") + "` of `" + name + "`",
                "`" + String.join("`, `", versions) + "`",
                "give a file of that version; until then its verdict is `unknown`");
    }

    private static Optional<Document> newest(List<Document> candidates, Optional<VersionPattern> pattern) {
        Optional<Document> newest = Optional.empty();
        Optional<DefinitionVersion> highest = Optional.empty();
        for (Document candidate : candidates) {
            Optional<DefinitionVersion> version = DefinitionVersion.parse(version(candidate));
            boolean accepted =
                    pattern.isEmpty() || version.isEmpty() || pattern.get().matches(version.get());
            // one without a version was written by somebody who keeps no versions, and stands before those that it
            // replaces
            boolean newer = newest.isEmpty()
                    || version.isPresent()
                            && highest.isPresent()
                            && version.get().compareTo(highest.get()) > 0;
            if (accepted && newer) {
                newest = Optional.of(candidate);
                highest = version;
            }
        }
        return newest;
    }

    private static String version(Document document) {
        JsonNode body = body(document);
        String own = body.path("version").asText();
        return own.isEmpty() ? body.path("metadata").path("version").asText() : own;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
