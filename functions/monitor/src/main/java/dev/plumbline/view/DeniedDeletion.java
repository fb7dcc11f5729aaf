package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which resource types definitions with the effect {@code denyAction} keep from being deleted. */
final class DeniedDeletion {
    private static final String EFFECT = "denyaction";
    private static final String ANY = "*";
    private static final Pattern PARAMETER =
            Pattern.compile("\\[\\s*parameters\\(\\s*'([^']+)'\\s*\\)\\s*\\]", Pattern.CASE_INSENSITIVE);

    private final Set<String> always = new TreeSet<>();
    private final Set<String> perhaps = new TreeSet<>();

    /** The types of which no resource can be deleted, in lower case. */
    Set<String> always() {
        return always;
    }

    /** The types of which some resources may be kept; {@code *} where it cannot be told which types. */
    Set<String> perhaps() {
        return perhaps;
    }

    /** Takes in a definition that nobody could read. */
    void unread(String effect) {
        if (effect.equalsIgnoreCase(EFFECT)) {
            perhaps.add(ANY);
        }
    }

    /**
     * Takes in a definition.
     *
     * @param effect what its effect comes to
     * @param given the values of its parameters
     */
    void add(String effect, JsonNode definition, JsonNode given) {
        if (!effect.equalsIgnoreCase(EFFECT)) {
            return;
        }
        JsonNode condition = Json.at(definition, "policyRule", "if");
        JsonNode all = Json.at(condition, "allOf");
        boolean alone = !all.isArray() || all.size() == 1;
        Set<String> types = new TreeSet<>();
        if (all.isArray()) {
            all.forEach(each -> types.addAll(types(each, definition, given)));
        } else {
            types.addAll(types(condition, definition, given));
        }
        if (types.isEmpty()) {
            perhaps.add(ANY);
        } else if (alone) {
            always.addAll(types);
        } else {
            perhaps.addAll(types);
        }
    }

    /** Where the assignment selects resources, what it always kept it may not keep all of. */
    void narrow() {
        perhaps.addAll(always);
        always.clear();
    }

    private static Set<String> types(JsonNode condition, JsonNode definition, JsonNode given) {
        Set<String> types = new TreeSet<>();
        if (Json.is(condition, "type", "field")) {
            for (String operator : new String[] {"equals", "in"}) {
                JsonNode value = resolved(Json.at(condition, operator), definition, given);
                (value.isArray() ? value : Json.array().add(value)).forEach(type -> add(type.asText(""), types));
            }
        }
        return types;
    }

    private static void add(String type, Set<String> types) {
        if (!type.isBlank() && !type.startsWith("[")) {
            types.add(type.toLowerCase(Locale.ROOT));
        }
    }

    /** A literal, or what the parameter has that an expression names; missing where that is not known. */
    static JsonNode resolved(JsonNode value, JsonNode declaring, JsonNode given) {
        Matcher parameter = PARAMETER.matcher(value.asText(""));
        if (!parameter.matches()) {
            return value.asText("").startsWith("[") ? MissingNode.getInstance() : value;
        }
        JsonNode said = Json.at(given, parameter.group(1), "value");
        return said.isMissingNode()
                        || said.isNull()
                        || said.isTextual() && said.textValue().isEmpty()
                ? Json.at(declaring, "parameters", parameter.group(1), "defaultValue")
                : said;
    }
}
