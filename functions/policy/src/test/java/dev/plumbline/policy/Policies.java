package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Short ways to say a rule, a resource and a verdict in tests: JSON is written with apostrophes for quotes, and with
 * backticks for the apostrophes of expressions.
 */
final class Policies {

    private Policies() {}

    static JsonNode json(String text) {
        return Document.parse("test", quoted(text)).orElseThrow().root();
    }

    static String quoted(String text) {
        return text.replace('\'', '"').replace('`', '\'');
    }

    static Document document(String text) {
        return Document.parse("policy.json", quoted(text)).orElseThrow();
    }

    static Compiled<Definition> compile(String text, AliasCatalogue catalogue) {
        return Definition.compile(document(text), catalogue);
    }

    static BoundDefinition bound(String text, AliasCatalogue catalogue) {
        return compile(text, catalogue)
                .then(definition -> definition.bind(Binding.defaults()))
                .orElseThrow();
    }

    static BoundDefinition bound(String text) {
        return bound(text, AliasCatalogue.none());
    }

    /** An audit rule of this condition. */
    static BoundDefinition audit(String condition) {
        return bound("{'if': " + condition + ", 'then': {'effect': 'audit'}}");
    }

    static PreparedResource resource(String text) {
        return PreparedResource.of(json(text));
    }

    static World world(String... related) {
        return world(
                "{}", Optional.of(Arrays.stream(related).map(Policies::json).toList()));
    }

    static World world(String context, Optional<List<JsonNode>> related) {
        return World.offline(new Context((ObjectNode) json(context)), related);
    }

    static Verdict verdict(String condition, String resource) {
        return audit(condition).evaluate(resource(resource), world());
    }

    /** {@code path operator expected actual} of each reason. */
    static List<String> reasons(String condition, String resource) {
        return shown(verdict(condition, resource));
    }

    static List<String> shown(Verdict verdict) {
        return verdict.reasons().stream()
                .map(reason ->
                        reason.path() + " " + reason.operator() + " " + reason.expected() + " " + reason.actual())
                .map(text -> text.replace('"', '\''))
                .toList();
    }

    static Map<String, JsonNode> parameters(String text) {
        Map<String, JsonNode> values = new HashMap<>();
        json(text).fields().forEachRemaining(member -> values.put(member.getKey(), member.getValue()));
        return values;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
