package dev.plumbline.cli.local.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.cli.local.Members;
import dev.plumbline.cli.local.Shown;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One walk over a body beside its type; gathers what is wrong. Used once, by one thread. */
final class BodyCheck {
    private static final int MOST_PROBLEMS = 20;
    /** Azure's patterns come from its specifications and some of them backtrack: long values are not matched. */
    private static final int LONGEST_MATCHED = 300;

    private static final int LONGEST_SHOWN = 80;
    /** What the address of a request says, or what other tools put beside a resource they print. */
    private static final Set<String> BESIDE = Set.of("apiversion", "resourcegroup", "subscriptionid", "tenantid");

    private final Purpose purpose;
    private final List<Problem> problems = new ArrayList<>();

    BodyCheck(Purpose purpose) {
        this.purpose = purpose;
    }

    List<Problem> check(TypeNode body, JsonNode content, JsonNode current) {
        object(body.resolved(), content, current, "");
        return List.copyOf(problems);
    }

    private void value(TypeNode property, JsonNode value, JsonNode current, String path) {
        if (value.isNull() || value.isMissingNode()) {
            return;
        }
        if (property.is("readOnly") && purpose != Purpose.ANSWER) {
            if (!Members.same(value, current)) {
                problem(
                        "ReadOnlyProperty",
                        path,
                        "only the service sets it",
                        "another value than it has",
                        "leave it out");
            }
            return;
        }
        TypeNode type = property.resolved();
        switch (type.kind()) {
            case "string" -> text(type, value, path);
            case "openEnum" -> kind(value, JsonNode::isTextual, "a string", path);
            case "enum" -> oneOf(type.values(), value, path);
            case "literal" -> oneOf(List.of(type.json().path("value").asText()), value, path);
            case "integer" -> integer(type, value, path);
            case "boolean" -> kind(value, JsonNode::isBoolean, "true or false", path);
            case "array" -> array(type, value, current, path);
            case "object", "oneOf" -> object(type, value, current, path);
            case "union" -> union(type, value, current, path);
            default -> {
                // `any`: whatever Azure does not describe is the service's own business
            }
        }
    }

    private void object(TypeNode type, JsonNode value, JsonNode current, String path) {
        if (!kind(value, JsonNode::isObject, "an object", path)) {
            return;
        }
        if (type.kind().equals("oneOf") && !chosen(type, value, current, path)) {
            return;
        }
        JsonNode telling =
                purpose == Purpose.UPDATE && type.kind().equals("oneOf") ? telling(type, value, current) : value;
        Map<String, TypeNode> properties = type.properties(telling);
        for (Iterator<Map.Entry<String, JsonNode>> members = value.fields(); members.hasNext(); ) {
            Map.Entry<String, JsonNode> member = members.next();
            member(type, properties, member, current, path);
        }
        required(properties, value, path);
    }

    private void member(
            TypeNode type,
            Map<String, TypeNode> properties,
            Map.Entry<String, JsonNode> member,
            JsonNode current,
            String path) {
        String name = member.getKey();
        String inside = path.isEmpty() ? name : path + "." + name;
        if (problems.size() >= MOST_PROBLEMS || path.isEmpty() && beside(name, properties)) {
            return;
        }
        JsonNode was = Members.at(current, name);
        for (Map.Entry<String, TypeNode> property : properties.entrySet()) {
            if (property.getKey().equalsIgnoreCase(name)) {
                known(property.getValue(), name, member.getValue(), was, inside);
                return;
            }
        }
        if (type.additional().exists()) {
            value(type.additional(), member.getValue(), was, inside);
        } else if (!tolerated(member.getValue(), was)) {
            String nearest = Nearest.of(name, properties.keySet())
                    .map(near -> "did you mean `" + near + "`?")
                    .orElse("remove it, or use an API version that has it");
            problem("UnknownProperty", inside, "one of the properties of the type", "`" + shown(name) + "`", nearest);
        }
    }

    private void known(TypeNode property, String name, JsonNode value, JsonNode was, String path) {
        boolean address = path.equals(name) && Set.of("id", "name", "type").contains(name.toLowerCase(Locale.ROOT));
        if (!address) {
            value(property, value, was, path);
        } else if (purpose != Purpose.ANSWER && !value.isNull() && !Members.same(value, was)) {
            problem(
                    "MismatchingResource" + Character.toUpperCase(name.charAt(0)) + name.substring(1),
                    path,
                    "`" + was.asText() + "` as in the request's address",
                    "`" + shown(value.asText()) + "`",
                    "send the request to the other address, or leave it out");
        }
    }

    private static boolean beside(String name, Map<String, TypeNode> properties) {
        return BESIDE.contains(name.toLowerCase(Locale.ROOT))
                && (name.equalsIgnoreCase("apiVersion")
                        || properties.keySet().stream().noneMatch(known -> known.equalsIgnoreCase(name)));
    }

    private boolean tolerated(JsonNode value, JsonNode was) {
        return purpose == Purpose.ANSWER ? value.isNull() : !was.isMissingNode() && Members.same(value, was);
    }

    private void required(Map<String, TypeNode> properties, JsonNode value, String path) {
        if (purpose == Purpose.UPDATE) {
            return;
        }
        properties.forEach((name, property) -> {
            boolean given =
                    path.isEmpty() && name.equals("name") || property.is("readOnly") && purpose == Purpose.REPLACE;
            boolean hidden = purpose == Purpose.ANSWER
                    && (property.is("writeOnly") || property.resolved().is("sensitive"));
            JsonNode found = Members.at(value, name);
            if (property.is("required") && !given && !hidden && (found.isMissingNode() || found.isNull())) {
                String inside = path.isEmpty() ? name : path + "." + name;
                problem("MissingRequiredProperty", inside, "a value, it is required", "none", "add it");
            }
        });
    }

    private boolean chosen(TypeNode type, JsonNode value, JsonNode current, String path) {
        String name = type.json().path("discriminator").asText();
        JsonNode chosen = Members.at(telling(type, value, current), name);
        if (chosen.isTextual() && type.variant(chosen.textValue()).exists()) {
            return true;
        }
        if (chosen.isMissingNode() && purpose == Purpose.UPDATE) {
            return true;
        }
        String inside = path.isEmpty() ? name : path + "." + name;
        if (chosen.isMissingNode() || chosen.isNull()) {
            problem("MissingRequiredProperty", inside, "one of " + listed(type.values()), "none", "add it");
        } else {
            oneOf(type.values(), chosen, inside);
        }
        return false;
    }

    /** What says which variant a value is: the value, or what stands already where a PATCH does not repeat it. */
    private JsonNode telling(TypeNode type, JsonNode value, JsonNode current) {
        String name = type.json().path("discriminator").asText();
        return purpose == Purpose.UPDATE && Members.at(value, name).isMissingNode() ? current : value;
    }

    private void union(TypeNode type, JsonNode value, JsonNode current, String path) {
        List<TypeNode> alternatives = type.alternatives();
        if (alternatives.isEmpty()) {
            oneOf(type.values(), value, path);
            return;
        }
        for (TypeNode alternative : alternatives) {
            BodyCheck tried = new BodyCheck(purpose);
            tried.value(alternative, value, current, path);
            if (tried.problems.isEmpty()) {
                return;
            }
        }
        problem(
                "ValueNotAllowed",
                path,
                "a value of one of " + alternatives.size() + " kinds",
                Shown.kind(value),
                "change it");
    }

    private void array(TypeNode type, JsonNode value, JsonNode current, String path) {
        if (!kind(value, JsonNode::isArray, "an array", path)) {
            return;
        }
        bounds(type, value.size(), "elements", path);
        for (int i = 0; i < value.size() && problems.size() < MOST_PROBLEMS; i++) {
            JsonNode was =
                    current.isArray() ? ResourceType.counterpart(value.get(i), i, current) : MissingNode.getInstance();
            value(type.items(), value.get(i), was, path + "[" + i + "]");
        }
    }

    private void text(TypeNode type, JsonNode value, String path) {
        if (!kind(value, JsonNode::isTextual, "a string", path)) {
            return;
        }
        String text = value.textValue();
        bounds(type, text.length(), "characters", path);
        String pattern = type.json().path("pattern").asText("");
        if (!pattern.isEmpty() && text.length() <= LONGEST_MATCHED && !matches(pattern, text)) {
            String found = type.is("sensitive") ? "another" : "`" + shown(text) + "`";
            problem("InvalidFormat", path, "text that matches `" + pattern + "`", found, "correct it");
        }
    }

    private void bounds(TypeNode type, int length, String what, String path) {
        JsonNode least = type.json().path("minLength");
        JsonNode most = type.json().path("maxLength");
        if (least.isNumber() && length < least.asInt()) {
            problem("TooShort", path, "at least " + least.asInt() + " " + what, String.valueOf(length), "add to it");
        } else if (most.isNumber() && length > most.asInt()) {
            problem("TooLong", path, "at most " + most.asInt() + " " + what, String.valueOf(length), "shorten it");
        }
    }

    private void integer(TypeNode type, JsonNode value, String path) {
        boolean whole =
                value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
        if (!whole) {
            problem("WrongType", path, "a whole number", Shown.kind(value), "change its type");
            return;
        }
        JsonNode least = type.json().path("min");
        JsonNode most = type.json().path("max");
        if (least.isNumber() && value.decimalValue().compareTo(least.decimalValue()) < 0) {
            problem("TooSmall", path, "at least " + least.asText(), "`" + value.asText() + "`", "raise it");
        } else if (most.isNumber() && value.decimalValue().compareTo(most.decimalValue()) > 0) {
            problem("TooLarge", path, "at most " + most.asText(), "`" + value.asText() + "`", "lower it");
        }
    }

    private void oneOf(List<String> allowed, JsonNode value, String path) {
        if (!kind(value, JsonNode::isTextual, "a string", path)) {
            return;
        }
        if (allowed.stream().noneMatch(value.textValue()::equalsIgnoreCase)) {
            String advice = Nearest.of(value.textValue(), allowed)
                    .map(near -> "did you mean `" + near + "`?")
                    .orElse("use one of them");
            problem("ValueNotAllowed", path, "one of " + listed(allowed), "`" + shown(value.textValue()) + "`", advice);
        }
    }

    private boolean kind(JsonNode value, Predicate<JsonNode> is, String expected, String path) {
        if (is.test(value)) {
            return true;
        }
        problem("WrongType", path, expected, Shown.kind(value), "change its type");
        return false;
    }

    private void problem(String code, String path, String expected, String found, String advice) {
        if (problems.size() < MOST_PROBLEMS) {
            String where = path.isEmpty() ? "the body" : "`" + shown(path) + "`";
            String message = where + ": expected " + expected + ", found " + found + "; " + advice;
            problems.add(new Problem(code, path, message));
        }
    }

    private static boolean matches(String pattern, String text) {
        try {
            return Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException notOurs) {
            // a pattern of another dialect cannot be held against anything
            return true;
        }
    }

    private static String listed(List<String> values) {
        String all = "`" + String.join("`, `", values) + "`";
        return all.length() <= 400 ? all : all.substring(0, 400) + " …";
    }

    private static String shown(String text) {
        return Shown.text(text, LONGEST_SHOWN);
    }
}
