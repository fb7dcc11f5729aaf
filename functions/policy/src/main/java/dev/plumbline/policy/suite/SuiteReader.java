package dev.plumbline.policy.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.GuardResult;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.State;
import dev.plumbline.policy.baseline.DocumentFolder;
import dev.plumbline.policy.value.Spelling;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one suite and the files that it names; goes on past every mistake and reports all of them. */
final class SuiteReader {
    private static final List<String> SUITE = List.of("rule", "cases");
    private static final List<String> CASE = List.of(
            "name",
            "because",
            "resource",
            "patch",
            "set",
            "related",
            "parameters",
            "now",
            "apiVersion",
            "context",
            "view",
            "leanedOn",
            "expect");
    private static final List<String> EXPECT =
            List.of("verdict", "effect", "reasons", "guards", "operations", "message");
    private static final List<String> OPERATION = List.of("operation", "field", "value");
    private static final List<String> VERDICTS =
            Arrays.stream(State.values()).map(State::wireName).toList();
    private static final String UNREADABLE = "unreadable";

    /** The time of a case that names none: an arbitrary one, but always the same. */
    private static final String NOW = "2026-01-01T00:00:00Z";

    private final Path folder;
    private final Issues issues;
    private final Map<String, JsonNode> files = new HashMap<>();

    SuiteReader(Path folder, Issues issues) {
        this.folder = folder;
        this.issues = issues;
    }

    Optional<Document> rule(JsonNode root) {
        JsonNode name = root.path("rule");
        if (!name.isMissingNode() && !name.isTextual()) {
            return Optional.empty();
        }
        Compiled<Document> document = DocumentFolder.file(resolve(name.asText(Suite.RULE), "$.rule"));
        issues.addAll(document.issues());
        return document.value();
    }

    List<SuiteCase> cases(JsonNode root) {
        Keys suite = Keys.of(root, "$", SUITE, issues);
        suite.text("rule");
        if (!suite.has("cases")) {
            suite.error("cases", "an array of cases", "nothing", "add `cases`");
        }
        List<JsonNode> nodes = suite.list("cases").orElse(List.of());
        if (suite.get("cases").isArray() && nodes.isEmpty()) {
            suite.error("cases", "at least one case", "none", "say what the rule must decide");
        }
        List<SuiteCase> cases = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            SuiteCase read = read(Keys.of(nodes.get(i), "$.cases[" + i + "]", CASE, issues));
            if (!read.name().isEmpty() && !names.add(read.name())) {
                issues.error(
                        "$.cases[" + i + "].name",
                        "a name of its own",
                        "`" + read.name() + "` a second time",
                        "rename one");
            }
            cases.add(read);
        }
        return cases;
    }

    private SuiteCase read(Keys keys) {
        String name = keys.required("name", "the case's name");
        keys.text("because");
        JsonNode resource = resource(keys);
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        keys.object("parameters")
                .ifPresent(values ->
                        values.properties().forEach(entry -> parameters.put(entry.getKey(), entry.getValue())));
        if (!keys.has("expect")) {
            keys.error("expect", "an object with `verdict`", "nothing", "say what the rule must decide");
        }
        return new SuiteCase(
                name,
                resource,
                related(keys),
                parameters,
                keys.text("apiVersion").orElse(""),
                context(keys, resource),
                keys.object("view"),
                keys.flag("leanedOn").orElse(true),
                keys.has("expect") ? expectation(keys) : none());
    }

    private JsonNode resource(Keys keys) {
        if (!keys.has("resource")) {
            JsonNode viewed = keys.get("view").path("resource");
            if (!viewed.isObject()) {
                keys.error("resource", "a file's name or an object", "nothing", "add `resource`");
            }
            return viewed;
        }
        JsonNode resource = inlineOrFile(keys.get("resource"), keys.path("resource"));
        if (keys.has("patch") && resource.isObject()) {
            resource = MergePatch.apply(resource, keys.get("patch"));
        }
        for (Map.Entry<String, JsonNode> entry :
                keys.object("set").map(ObjectNode::properties).orElse(Set.of())) {
            resource = new Setting(entry.getKey(), keys.path("set"), issues).apply(resource, entry.getValue());
        }
        return resource;
    }

    private Optional<List<JsonNode>> related(Keys keys) {
        JsonNode related = keys.get("related");
        if (related.isMissingNode()
                || (related.isTextual() && related.textValue().equals(UNREADABLE))) {
            return Optional.empty();
        }
        if (!related.isArray()) {
            keys.error(
                    "related", "an array of resources or `" + UNREADABLE + "`", Keys.kind(related), "change the value");
            return Optional.empty();
        }
        List<JsonNode> resources = new ArrayList<>();
        for (int i = 0; i < related.size(); i++) {
            resources.add(inlineOrFile(related.get(i), keys.path("related") + "[" + i + "]"));
        }
        return Optional.of(resources);
    }

    /** The context with the case's time, and what the resource's id says of its subscription and group where nothing is said. */
    private ObjectNode context(Keys keys, JsonNode resource) {
        ObjectNode context =
                keys.object("context").map(ObjectNode::deepCopy).orElseGet(JsonNodeFactory.instance::objectNode);
        keys.text("now").ifPresent(now -> context.put("utcNow", now));
        if (!context.has("utcNow")) {
            context.put("utcNow", NOW);
        }
        return Surroundings.completed(context, resource.path("id").asText());
    }

    private Expectation expectation(Keys of) {
        Keys keys = Keys.of(of.get("expect"), of.path("expect"), EXPECT, issues);
        Optional<List<JsonNode>> reasons = keys.list("reasons");
        return new Expectation(
                verdict(keys),
                keys.text("effect"),
                reasons.map(paths -> paths.stream().map(JsonNode::asText).toList()),
                guards(keys),
                operations(keys),
                keys.text("message"));
    }

    private State verdict(Keys keys) {
        String word = keys.required("verdict", "one of `" + String.join("`, `", VERDICTS) + "`");
        for (State state : State.values()) {
            if (state.wireName().equals(word)) {
                return state;
            }
        }
        if (!word.isEmpty()) {
            String advice = Spelling.didYouMean(word, VERDICTS, "use one of them");
            keys.error("verdict", "one of `" + String.join("`, `", VERDICTS) + "`", "`" + word + "`", advice);
        }
        return State.UNKNOWN;
    }

    private Map<String, GuardResult.Holds> guards(Keys keys) {
        Map<String, GuardResult.Holds> guards = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                keys.object("guards").map(ObjectNode::properties).orElse(Set.of())) {
            JsonNode value = entry.getValue();
            if (value.isBoolean()) {
                guards.put(entry.getKey(), value.booleanValue() ? GuardResult.Holds.TRUE : GuardResult.Holds.FALSE);
            } else if (value.asText().equals("unknown")) {
                guards.put(entry.getKey(), GuardResult.Holds.UNKNOWN);
            } else {
                keys.error(
                        "guards." + entry.getKey(),
                        "`true`, `false` or `unknown`",
                        Keys.kind(value),
                        "change the value");
            }
        }
        return guards;
    }

    private Optional<List<Expectation.Operation>> operations(Keys keys) {
        Optional<List<JsonNode>> nodes = keys.list("operations");
        if (nodes.isEmpty()) {
            return Optional.empty();
        }
        List<Expectation.Operation> operations = new ArrayList<>();
        for (int i = 0; i < nodes.get().size(); i++) {
            Keys operation = Keys.of(nodes.get().get(i), keys.path("operations") + "[" + i + "]", OPERATION, issues);
            operations.add(new Expectation.Operation(
                    operation.required("operation", "`add`, `addOrReplace` or `remove`"),
                    operation.required("field", "the field that is changed"),
                    operation.get("value")));
        }
        return Optional.of(operations);
    }

    private static Expectation none() {
        return new Expectation(
                State.UNKNOWN, Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Optional.empty());
    }

    private JsonNode inlineOrFile(JsonNode node, String path) {
        if (node.isObject()) {
            return node;
        }
        if (!node.isTextual()) {
            issues.error(path, "a file's name or an object", Keys.kind(node), "name a file such as `resources/x.json`");
            return MissingNode.getInstance();
        }
        return files.computeIfAbsent(node.textValue(), name -> {
            Compiled<Document> document = DocumentFolder.file(resolve(name, path));
            issues.addAll(document.issues());
            return document.value().map(Document::root).orElseGet(MissingNode::getInstance);
        });
    }

    private Path resolve(String name, String path) {
        try {
            return folder.resolve(name).normalize();
        } catch (InvalidPathException malformed) {
            issues.error(path, "a file's name", "`" + name + "`", "name a file such as `resources/x.json`");
            return folder;
        }
    }
}
