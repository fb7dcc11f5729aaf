package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Grows a definition and a resource out of the language's words, one choice for each byte of the input. */
final class Growth {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEPTH = 6;

    private static final List<String> OPERATORS = List.of(
            "equals",
            "notEquals",
            "in",
            "notIn",
            "like",
            "notLike",
            "match",
            "matchInsensitively",
            "notMatch",
            "notMatchInsensitively",
            "contains",
            "notContains",
            "containsKey",
            "notContainsKey",
            "exists",
            "greater",
            "greaterOrEquals",
            "less",
            "lessOrEquals");
    private static final List<String> FIELDS = List.of(
            "type",
            "name",
            "fullName",
            "kind",
            "id",
            "location",
            "identity.type",
            "tags",
            "tags.owner",
            "tags['a b']",
            "properties.a",
            "properties.a[*]",
            "properties.a[*].b",
            "properties.a[*].b[*]",
            "properties.a[*].b[*].c",
            "properties.n",
            "properties.none",
            "properties.none[*]",
            "Microsoft.CognitiveServices/accounts/publicNetworkAccess",
            "Microsoft.CognitiveServices/accounts/privateEndpointConnections[*]",
            "Microsoft.CognitiveServices/accounts/privateEndpointConnections[*].privateLinkServiceConnectionState.status",
            "[concat('tags[', parameters('p'), ']')]",
            "[if(equals(field('kind'), 'OpenAI'), 'name', 'properties.a[*]')]");
    private static final List<String> FUNCTIONS = List.of(
            "concat",
            "format",
            "replace",
            "split",
            "join",
            "substring",
            "padLeft",
            "trim",
            "toLower",
            "toUpper",
            "indexOf",
            "lastIndexOf",
            "startsWith",
            "endsWith",
            "length",
            "empty",
            "first",
            "last",
            "contains",
            "union",
            "intersection",
            "take",
            "skip",
            "range",
            "min",
            "max",
            "createArray",
            "createObject",
            "items",
            "tryGet",
            "coalesce",
            "if",
            "and",
            "or",
            "not",
            "equals",
            "greater",
            "less",
            "bool",
            "int",
            "float",
            "string",
            "json",
            "base64",
            "base64ToString",
            "base64ToJson",
            "uri",
            "uriComponent",
            "uriComponentToString",
            "dataUri",
            "dataUriToString",
            "addDays",
            "dateTimeAdd",
            "dateTimeToEpoch",
            "dateTimeFromEpoch",
            "utcNow",
            "ipRangeContains",
            "add",
            "sub",
            "mul",
            "div",
            "mod",
            "parameters",
            "field",
            "current",
            "requestContext",
            "resourceGroup",
            "subscription",
            "policy",
            "claims",
            "guid",
            "uniqueString");
    private static final List<String> TEXTS = List.of(
            "",
            "x",
            "OpenAI",
            "*",
            "a*b?*",
            "##-??.",
            "[[escaped]",
            "[open",
            "true",
            "7",
            "1e3",
            "ß",
            "ﬃΣς",
            "\ud83d\ude00",
            "10.0.0.0/8",
            "2024-02-29T23:59:59.123Z",
            "P1Y2M3DT4H5M6.7S",
            "{0:N2}{1,5}",
            "p",
            "n",
            "properties.a[*]",
            "[\"a\", {\"b\": 1}]");
    private static final List<String> EFFECTS = List.of(
            "audit",
            "deny",
            "disabled",
            "append",
            "modify",
            "auditIfNotExists",
            "deployIfNotExists",
            "denyAction",
            "manual",
            "mutate",
            "addToNetworkGroup",
            "[parameters('effect')]");

    private final byte[] input;
    private int at;

    Growth(byte[] input) {
        this.input = input;
    }

    private int next(int bound) {
        return at < input.length ? (input[at++] & 0xff) % bound : 0;
    }

    private String one(List<String> choices) {
        return choices.get(next(choices.size()));
    }

    ObjectNode definition() {
        ObjectNode definition = NODES.objectNode();
        ObjectNode properties = next(2) == 0 ? definition.putObject("properties") : definition;
        properties.put("mode", one(List.of("All", "Indexed", "Plumbline.Views", "Microsoft.KeyVault.Data")));
        ObjectNode parameters = properties.putObject("parameters");
        parameters
                .putObject("p")
                .put("type", one(List.of("String", "Array", "Object", "Integer")))
                .set("defaultValue", value(1));
        parameters.putObject("effect").put("type", "String").put("defaultValue", one(EFFECTS));
        ObjectNode rule = properties.putObject("policyRule");
        rule.set("if", condition(0));
        ObjectNode then = rule.putObject("then").put("effect", one(EFFECTS));
        if (next(2) == 1) {
            then.set("details", details());
        }
        return definition;
    }

    private JsonNode details() {
        ObjectNode details = NODES.objectNode();
        switch (next(4)) {
            case 0 ->
                details.put("type", "Microsoft.Insights/diagnosticSettings")
                        .put("name", text(0))
                        .set("existenceCondition", condition(2));
            case 1 -> {
                details.putArray("roleDefinitionIds").add("/providers/Microsoft.Authorization/roleDefinitions/x");
                details.putArray("operations")
                        .addObject()
                        .put("operation", one(List.of("add", "addOrReplace", "remove")))
                        .put("field", one(FIELDS))
                        .set("value", value(0));
            }
            case 2 -> {
                ArrayNode appended = NODES.arrayNode();
                appended.addObject().put("field", one(FIELDS)).set("value", value(0));
                return appended;
            }
            default -> details.put("defaultState", one(List.of("Compliant", "NonCompliant", "Unknown", "x")));
        }
        return details;
    }

    private ObjectNode condition(int depth) {
        ObjectNode condition = NODES.objectNode();
        int kind = depth > DEPTH ? 0 : next(8);
        switch (kind) {
            case 1 -> condition.set("not", condition(depth + 1));
            case 2, 3 -> {
                ArrayNode all = condition.putArray(kind == 2 ? "allOf" : "anyOf");
                for (int i = next(4); i > 0; i--) {
                    all.add(condition(depth + 1));
                }
            }
            case 4, 5 -> count(condition, depth);
            case 6 -> compare(condition.set("value", value(0)));
            default -> compare(condition.put("field", one(FIELDS)));
        }
        return condition;
    }

    private void count(ObjectNode condition, int depth) {
        ObjectNode count = condition.putObject("count");
        if (next(2) == 0) {
            count.put("field", one(FIELDS));
        } else {
            count.set("value", value(0));
            count.put("name", "n");
        }
        if (next(3) > 0) {
            count.set("where", condition(depth + 1));
        }
        compare(condition);
    }

    private void compare(ObjectNode condition) {
        condition.set(one(OPERATORS), value(0));
    }

    private JsonNode value(int depth) {
        return switch (next(depth > 3 ? 6 : 9)) {
            case 0, 1 -> NODES.textNode(text(depth));
            case 2 -> NODES.numberNode(next(256) - 128);
            case 3 -> NODES.numberNode(new java.math.BigDecimal("1.50"));
            case 4 -> NODES.booleanNode(next(2) == 0);
            case 5 -> NODES.nullNode();
            case 6 -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = next(4); i > 0; i--) {
                    array.add(value(depth + 1));
                }
                yield array;
            }
            case 7 -> {
                ObjectNode object = NODES.objectNode();
                for (int i = next(3); i > 0; i--) {
                    object.set(one(TEXTS), value(depth + 1));
                }
                yield object;
            }
            default -> NODES.textNode("[" + expression(0) + "]");
        };
    }

    private String text(int depth) {
        return next(3) == 2 ? "[" + expression(depth) + "]" : one(TEXTS);
    }

    private String expression(int depth) {
        return switch (next(depth > DEPTH ? 3 : 8)) {
            case 0 -> "'" + one(TEXTS).replace("'", "''") + "'";
            case 1 -> Integer.toString(next(256) - 128);
            case 2 -> one(List.of("true", "false", "null", "field('properties.a[*]')", "current('n')", "current()"));
            case 3 -> expression(depth + 1) + one(List.of(".b", "[0]", "['p']", "[-1]"));
            default -> {
                StringBuilder call = new StringBuilder(one(FUNCTIONS)).append('(');
                for (int i = next(5), first = i; i > 0; i--) {
                    call.append(i == first ? "" : ", ").append(expression(depth + 1));
                }
                yield call.append(')').toString();
            }
        };
    }

    JsonNode resource() {
        ObjectNode resource = SeedResource.ACCOUNT.deepCopy();
        ObjectNode properties = (ObjectNode) resource.get("properties");
        properties.set("a", value(0));
        properties.set("n", value(0));
        if (next(4) == 0) {
            resource.set("tags", value(1));
        }
        if (next(4) == 0) {
            resource.put("id", "/subscriptions/" + one(TEXTS) + "/providers/a/b/" + one(TEXTS) + "/c/" + one(TEXTS));
            resource.put("name", one(TEXTS)).put("type", one(List.of("a/b/c", "A/B", "", "/", "Microsoft.ﬃ/x")));
        }
        return resource;
    }
}
