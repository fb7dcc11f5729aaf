package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.value.Comparison;
import dev.plumbline.policy.value.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads declarations of parameters, of a definition or an initiative. */
public final class ParameterReader {

    private final Issues issues;

    /** Reports to this collection. */
    public ParameterReader(Issues issues) {
        this.issues = issues;
    }

    /** The parameters by name, in their order. */
    public Map<String, Parameter> read(JsonNode declarations, String path) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        if (declarations.isMissingNode() || declarations.isNull()) {
            return parameters;
        }
        if (!declarations.isObject()) {
            issues.error(path, "an object of parameters by name", found(declarations), "write one");
            return parameters;
        }
        if (declarations.size() > Limit.PARAMETERS.value()) {
            String most = "at most `" + Limit.PARAMETERS.value() + "` parameters (limit `PARAMETERS`)";
            issues.error(path, most, "`" + declarations.size() + "`", "split the definition");
            return parameters;
        }
        Map<String, String> folded = new HashMap<>();
        Iterator<Map.Entry<String, JsonNode>> all = declarations.fields();
        while (all.hasNext()) {
            Map.Entry<String, JsonNode> declaration = all.next();
            String name = declaration.getKey();
            String at = JsonPath.member(path, name);
            String twin = folded.putIfAbsent(Comparison.fold(name), name);
            if (twin != null) {
                issues.error(at, "names that differ in more than case", "`" + twin + "` too", "rename one of the two");
            }
            parameters.put(name, parameter(name, declaration.getValue(), at));
        }
        return parameters;
    }

    private static String found(JsonNode node) {
        return node.isMissingNode() ? "none" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private Parameter parameter(String name, JsonNode node, String path) {
        if (!node.isObject()) {
            issues.error(path, "an object with `type`", found(node), "declare the parameter's type");
        }
        ParameterType type = type(Comparison.member(node, "type"), JsonPath.member(path, "type"));
        List<JsonNode> allowed = new ArrayList<>();
        JsonNode allowedValues = Comparison.member(node, "allowedValues");
        if (allowedValues.isArray()) {
            allowedValues.forEach(allowed::add);
        } else if (!allowedValues.isMissingNode() && !allowedValues.isNull()) {
            issues.error(JsonPath.member(path, "allowedValues"), "an array", found(allowedValues), "list the values");
        }
        JsonNode metadata = Comparison.member(node, "metadata");
        JsonNode strongType = Comparison.member(metadata, "strongType");
        if (!strongType.isMissingNode() && !strongType.isTextual()) {
            String at = JsonPath.member(JsonPath.member(path, "metadata"), "strongType");
            issues.error(at, "a text such as `location`", found(strongType), "write one");
        }
        Parameter parameter = new Parameter(
                name,
                type,
                defaultValue(Comparison.member(node, "defaultValue")),
                allowed,
                metadata instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode(),
                schema(Comparison.member(node, "schema"), JsonPath.member(path, "schema")));
        parameter
                .defaultValue()
                .ifPresent(value -> check(parameter, value, JsonPath.member(path, "defaultValue"), issues));
        return parameter;
    }

    private static Optional<JsonNode> defaultValue(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private ParameterType type(JsonNode node, String path) {
        Optional<ParameterType> type = node.isTextual() ? ParameterType.named(node.textValue()) : Optional.empty();
        List<String> names = Arrays.stream(ParameterType.values())
                .map(ParameterType::wireName)
                .toList();
        if (type.isEmpty()) {
            issues.error(
                    path,
                    "one of " + String.join(", ", names),
                    node.isTextual() ? "`" + node.textValue() + "`" : found(node),
                    Spelling.didYouMean(node.asText(""), names, "choose one"));
        }
        return type.orElse(ParameterType.STRING);
    }

    private Optional<ObjectNode> schema(JsonNode node, String path) {
        if (node instanceof ObjectNode schema) {
            ValueSchema.check(schema, path, issues);
            return Optional.of(schema);
        }
        if (!node.isMissingNode() && !node.isNull()) {
            issues.error(path, "a JSON schema, which is an object", found(node), "write one");
        }
        return Optional.empty();
    }

    /** Reports what keeps a value from being the parameter's: its type, the allowed values, the schema. */
    public static void check(Parameter parameter, JsonNode value, String path, Issues issues) {
        ParameterType type = parameter.type();
        if (!type.accepts(value)) {
            issues.error(
                    path,
                    "a value of type `" + type.wireName() + "` for parameter `" + parameter.name() + "`",
                    shown(value),
                    "give one");
            return;
        }
        if (!parameter.allowedValues().isEmpty() && !allowed(parameter, value)) {
            List<String> texts = parameter.allowedValues().stream()
                    .map(JsonNode::asText)
                    .limit(20)
                    .toList();
            issues.error(
                    path,
                    "one of the allowed values of parameter `" + parameter.name() + "`: " + String.join(", ", texts),
                    shown(value),
                    Spelling.didYouMean(value.asText(""), texts, "choose one"));
        }
        parameter.schema().ifPresent(schema -> ValueSchema.validate(schema, value, path, issues));
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return "`" + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + "`";
    }

    /** Of an array each element must be allowed, or the whole. */
    private static boolean allowed(Parameter parameter, JsonNode value) {
        if (isAllowed(parameter, value)) {
            return true;
        }
        if (!value.isArray()) {
            return false;
        }
        for (JsonNode element : value) {
            if (!isAllowed(parameter, element)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(Parameter parameter, JsonNode value) {
        return parameter.allowedValues().stream().anyMatch(allowed -> Comparison.equal(value, allowed));
    }
}
