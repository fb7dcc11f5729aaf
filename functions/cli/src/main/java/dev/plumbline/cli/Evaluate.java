package dev.plumbline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Binding;
import dev.plumbline.policy.BoundDefinition;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Context;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.State;
import dev.plumbline.policy.Verdict;
import dev.plumbline.policy.World;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.DocumentFolder;
import dev.plumbline.policy.suite.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Judges one resource by one policy definition and prints the verdict with its reasons as JSON. */
@Command(
        name = "evaluate",
        description =
                "Judges one resource by one Azure Policy definition and prints the verdict with its reasons as JSON.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class Evaluate implements Callable<Integer> {
    @ParentCommand
    private @Nullable Plumbline plumbline;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--definition",
            required = true,
            paramLabel = "FILE",
            description = "Policy definition or bare policy rule.")
    private Path definition = Path.of("");

    @Option(
            names = "--resource",
            required = true,
            paramLabel = "FILE",
            description = "The resource as Azure prints it.")
    private Path resource = Path.of("");

    @Option(
            names = "--parameters",
            paramLabel = "FILE",
            description = "Parameter values by name, bare or as {\"value\": ...}.")
    private Optional<Path> parameters = Optional.empty();

    @Option(
            names = "--related",
            paramLabel = "FILE",
            description = "The related resources that exist, as an array; without it they are unknown.")
    private Optional<Path> related = Optional.empty();

    @Option(
            names = "--aliases",
            paramLabel = "FILE",
            description = "Alias catalogue in the shape of Azure's provider list; default: the bundled one.")
    private Optional<Path> aliases = Optional.empty();

    @Option(
            names = "--context",
            paramLabel = "FILE",
            description = "What surrounds the resource: subscription, resourceGroup, managementGroups, utcNow, ...")
    private Optional<Path> context = Optional.empty();

    private final List<Issue> unreadable = new ArrayList<>();

    @Override
    public Integer call() {
        JsonNode json = single(resource).map(Document::root).orElseGet(JsonNodeFactory.instance::objectNode);
        Map<String, JsonNode> values = values();
        Optional<List<JsonNode>> relatedResources = relatedResources();
        ObjectNode members = members(json);
        AliasCatalogue catalogue = catalogue();
        if (!json.isObject()) {
            wrong(resource, "a resource, that is an object", "export it with `az resource show`");
        }
        Optional<Document> document = single(definition);
        if (!unreadable.isEmpty()) {
            throw InvalidInput.of(unreadable);
        }
        Compiled<Definition> compiled = Definition.compile(document.orElseThrow(), catalogue);
        Compiled<BoundDefinition> bound = compiled.then(known -> known.bind(Binding.of(values)));
        String name = compiled.value().map(Evaluate::named).orElseGet(() -> definition.toString());
        if (bound.value().isEmpty()) {
            InputOptions.tell(bound.issues(), spec.commandLine().getErr());
            print(shape(json, name, Verdict.unknown("the definition does not load"), "", bound.issues()));
            return Plumbline.INVALID;
        }
        PreparedResource prepared = PreparedResource.of(json);
        Verdict verdict = bound.value().get().evaluate(prepared, World.offline(new Context(members), relatedResources));
        String displayName = bound.value().get().definition().displayName();
        boolean mute =
                verdict.state() == State.NON_COMPLIANT && verdict.message().isEmpty();
        Verdict said = mute ? verdict.as(State.NON_COMPLIANT, displayName) : verdict;
        print(shape(json, name, said, bound.value().get().effect(), bound.issues()));
        return Plumbline.DONE;
    }

    private static String named(Definition definition) {
        return definition.id().isEmpty() ? definition.name() : definition.id();
    }

    private static ObjectNode shape(
            JsonNode resource, String name, Verdict verdict, String effect, List<Issue> issues) {
        JsonNode id = resource.path("type").asText().startsWith("Plumbline.Views/")
                ? resource.path("resource").path("id")
                : resource.path("id");
        ObjectNode shape = JsonNodeFactory.instance.objectNode();
        shape.put("resourceId", id.asText());
        shape.put("definition", name);
        shape.put("verdict", verdict.state().wireName());
        shape.put("effect", effect);
        shape.set("reasons", Json.reasons(verdict.state() == State.NON_COMPLIANT ? verdict.reasons() : List.of()));
        shape.put("message", verdict.message());
        shape.set("issues", Json.issues(issues));
        return shape;
    }

    private void print(ObjectNode shape) {
        spec.commandLine().getOut().println(Json.text(shape));
    }

    private AliasCatalogue catalogue() {
        if (aliases.isEmpty()) {
            return AliasCatalogue.bundled();
        }
        Compiled<AliasCatalogue> catalogue = DocumentFolder.file(aliases.get()).then(AliasCatalogue::read);
        unreadable.addAll(catalogue.issues());
        return catalogue.value().orElseGet(AliasCatalogue::none);
    }

    /** Bare values, the {@code {"value": …}} form, and a deployment's parameter file. */
    private Map<String, JsonNode> values() {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        JsonNode root = read(parameters).map(Document::root).orElseGet(JsonNodeFactory.instance::objectNode);
        if (!root.isObject()) {
            parameters.ifPresent(file -> wrong(file, "an object of values by name", "write `{\"name\": value}`"));
        }
        JsonNode named = root.has("$schema") && root.path("parameters").isObject() ? root.get("parameters") : root;
        for (Map.Entry<String, JsonNode> entry : named.properties()) {
            JsonNode value = entry.getValue();
            values.put(
                    entry.getKey(),
                    value.isObject() && value.size() == 1 && value.has("value") ? value.get("value") : value);
        }
        return values;
    }

    private Optional<List<JsonNode>> relatedResources() {
        Optional<Document> document = read(related);
        if (document.isEmpty()) {
            return Optional.empty();
        }
        List<JsonNode> resources = new ArrayList<>();
        for (Document item : DocumentFolder.items(document.get())) {
            resources.add(item.root());
            if (!item.root().isObject()) {
                related.ifPresent(file -> wrong(file, "an array of resources", "write `[]` if none exist"));
            }
        }
        return Optional.of(resources);
    }

    private ObjectNode members(JsonNode json) {
        JsonNode root = read(context).map(Document::root).orElseGet(JsonNodeFactory.instance::objectNode);
        if (!(root instanceof ObjectNode given)) {
            context.ifPresent(file -> wrong(file, "an object", "write `{\"subscription\": {…}}`"));
            return JsonNodeFactory.instance.objectNode();
        }
        ObjectNode members = Surroundings.completed(given, json.path("id").asText());
        if (!members.has("utcNow") && plumbline != null) {
            members.put("utcNow", plumbline.clock().instant().toString());
        }
        return members;
    }

    private Optional<Document> read(Optional<Path> file) {
        return file.flatMap(path -> kept(DocumentFolder.file(path)));
    }

    private Optional<Document> single(Path file) {
        return kept(DocumentFolder.single(file));
    }

    private Optional<Document> kept(Compiled<Document> document) {
        unreadable.addAll(document.issues());
        return document.value();
    }

    private void wrong(Path file, String expected, String advice) {
        unreadable.add(new Issue(Issue.Severity.ERROR, file.toString(), "$", expected, "something else", advice));
    }
}
