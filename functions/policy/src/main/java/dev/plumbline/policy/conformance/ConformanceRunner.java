package dev.plumbline.policy.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Binding;
import dev.plumbline.policy.BoundDefinition;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Context;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.State;
import dev.plumbline.policy.Verdict;
import dev.plumbline.policy.World;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.value.Comparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts conformance cases to the policy language as it is implemented here. */
public final class ConformanceRunner {
    private ConformanceRunner() {}

    /** Runs every case of a suite. */
    public static List<ConformanceResult> run(ConformanceSuite suite) {
        return suite.cases().stream().map(each -> run(each, suite.aliases())).toList();
    }

    /** Runs one case; an exception of the implementation is a failure, whatever is expected. */
    public static ConformanceResult run(ConformanceCase each, AliasCatalogue aliases) {
        try {
            return switch (each.kind()) {
                case EVALUATE -> evaluate(each, aliases);
                case PARSE -> parse(each, aliases);
                case ALIAS_VALUES -> AliasValues.run(each);
            };
        } catch (RuntimeException | StackOverflowError crash) {
            return result(each, false, each.expect().toString(), "a crash: " + crash);
        }
    }

    static ConformanceResult result(ConformanceCase each, boolean passed, String expected, String actual) {
        return new ConformanceResult(each.suite(), each.name(), passed, expected, actual);
    }

    private static ConformanceResult parse(ConformanceCase each, AliasCatalogue aliases) {
        boolean accepted = each.expect().path("outcome").asText().equals("accepted");
        Compiled<Definition> loaded = each.definition().then(document -> Definition.compile(document, aliases));
        return result(
                each,
                loaded.value().isPresent() == accepted,
                accepted ? "accepted" : "rejected",
                loaded.value().isPresent() ? "accepted" : rejected(loaded));
    }

    private static ConformanceResult evaluate(ConformanceCase each, AliasCatalogue aliases) {
        Compiled<BoundDefinition> bound = each.definition()
                .then(document -> Definition.compile(document, aliases))
                .then(definition ->
                        definition.bind(Binding.of(parameters(each.json().path("parameters")))));
        String outcome = each.expect().path("outcome").asText();
        if (bound.value().isEmpty()) {
            return result(each, outcome.equals("rejected"), expected(each), rejected(bound));
        }
        Verdict verdict = bound.value().get().evaluate(resource(each), world(each));
        boolean passed = switch (outcome) {
            case "none" ->
                verdict.state() != State.UNKNOWN && verdict.triggered().isEmpty();
            case "effect" -> hasEffect(verdict, each.expect());
            default -> false;
        };
        return result(each, passed, expected(each), actual(verdict));
    }

    private static PreparedResource resource(ConformanceCase each) {
        return PreparedResource.of(
                each.json().path("resource"), each.json().path("apiVersion").asText());
    }

    private static World world(ConformanceCase each) {
        JsonNode members = each.json().path("context");
        Context context =
                new Context(members instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode());
        Optional<List<JsonNode>> related = Optional.empty();
        if (each.json().path("related").isArray()) {
            List<JsonNode> found = new ArrayList<>();
            each.json().path("related").forEach(found::add);
            related = Optional.of(found);
        }
        return World.offline(context, related);
    }

    private static boolean hasEffect(Verdict verdict, JsonNode expect) {
        if (verdict.triggered().isEmpty()
                || !verdict.triggered()
                        .get()
                        .effect()
                        .equalsIgnoreCase(expect.path("effect").asText())) {
            return false;
        }
        JsonNode details = expect.path("details");
        return details.isMissingNode()
                || verdict.triggered()
                        .get()
                        .details()
                        .filter(actual -> contains(actual, details))
                        .isPresent();
    }

    /** Of an object every expected member must be there with an equal value; anything else must be equal as a whole. */
    private static boolean contains(JsonNode actual, JsonNode expected) {
        if (!expected.isObject()) {
            return same(actual, expected);
        }
        for (Map.Entry<String, JsonNode> member : expected.properties()) {
            if (!same(actual.path(member.getKey()), member.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Deep equality: text exactly, numbers by value. */
    static boolean same(JsonNode actual, JsonNode expected) {
        return !actual.isMissingNode()
                && Comparison.equal(
                        JsonNodeFactory.instance.arrayNode().add(actual),
                        JsonNodeFactory.instance.arrayNode().add(expected));
    }

    private static Map<String, JsonNode> parameters(JsonNode values) {
        Map<String, JsonNode> parameters = new HashMap<>();
        values.properties().forEach(entry -> parameters.put(entry.getKey(), entry.getValue()));
        return parameters;
    }

    private static String expected(ConformanceCase each) {
        JsonNode expect = each.expect();
        String text = expect.path("outcome").asText();
        if (expect.has("effect")) {
            text += " " + expect.get("effect").asText();
        }
        return expect.has("details") ? text + " " + expect.get("details") : text;
    }

    private static String actual(Verdict verdict) {
        String why = verdict.message().isEmpty() ? "" : " (" + verdict.message() + ")";
        return verdict.triggered()
                .map(triggered -> "effect " + triggered.effect()
                        + triggered.details().map(details -> " " + details).orElse("") + why)
                .orElseGet(() -> (verdict.state() == State.UNKNOWN ? "unknown" : "none") + why);
    }

    private static String rejected(Compiled<?> compiled) {
        return compiled.issues().stream()
                .filter(issue -> issue.severity() == Issue.Severity.ERROR)
                .findFirst()
                .map(issue -> "rejected: " + issue.message())
                .orElse("rejected");
    }
}
