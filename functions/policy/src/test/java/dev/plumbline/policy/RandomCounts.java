package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;

/** Conditions with counts, and resources, made at random: each condition as JSON and as what it means. */
final class RandomCounts {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Where an evaluation stands: the resource, and the element of each count around by its name. */
    record Place(JsonNode resource, Map<String, JsonNode> elements) {
        Place with(String name, JsonNode element) {
            Map<String, JsonNode> more = new HashMap<>(elements);
            more.put(name, element);
            return new Place(resource, more);
        }

        JsonNode at(String name, String member) {
            JsonNode element = elements.getOrDefault(name, MissingNode.getInstance());
            return member.isEmpty() ? element : element.path(member);
        }
    }

    interface Meaning {
        boolean holds(Place place);
    }

    record Made(ObjectNode json, Meaning meaning) {}

    private record Counted(ObjectNode json, ToIntFunction<Place> number) {}

    /** The counts around, the innermost last. */
    private record Around(List<String> fields, List<String> values) {
        Around field(String name) {
            List<String> more = new ArrayList<>(fields);
            more.add(name);
            return new Around(more, values);
        }

        Around value(String name) {
            List<String> more = new ArrayList<>(values);
            more.add(name);
            return new Around(fields, more);
        }
    }

    private final Random random;
    private final List<Made> closed = new ArrayList<>();

    RandomCounts(long seed) {
        random = new Random(seed);
    }

    /** A condition with counts in counts, about whole resources. */
    Made condition() {
        closed.clear();
        return condition(4, new Around(List.of(), List.of()));
    }

    /** A condition on the elements of {@code list[*]}. */
    Made ofElement() {
        closed.clear();
        return condition(2, new Around(List.of("list[*]"), List.of()));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    // What is judged

    private ObjectNode element(int depth) {
        ObjectNode element = JSON.objectNode();
        if (random.nextInt(5) > 0) {
            element.put("n", random.nextInt(3));
        }
        if (random.nextInt(5) > 0) {
            element.put("t", List.of("a", "A", "b", "ß", "SS").get(random.nextInt(5)));
        }
        if (depth > 0) {
            element.set("in", elements(depth - 1));
        }
        return element;
    }

    private ArrayNode elements(int depth) {
        ArrayNode elements = JSON.arrayNode();
        int size = random.nextInt(25) == 0 ? 70 : random.nextInt(5);
        for (int i = 0; i < size; i++) {
            elements.add(element(depth));
        }
        return elements;
    }

    JsonNode resource() {
        ObjectNode resource = JSON.objectNode().put("type", "T/a");
        resource.set("list", elements(1));
        resource.set("copy", elements(1));
        return resource;
    }

    // Conditions and what they mean

    private static boolean equal(JsonNode left, JsonNode right) {
        if (left.isTextual() && right.isTextual()) {
            return folded(left).equals(folded(right));
        }
        return left.isInt() && right.isInt() && left.intValue() == right.intValue();
    }

    private static boolean less(JsonNode left, JsonNode right) {
        if (left.isTextual() && right.isTextual()) {
            return folded(left).compareTo(folded(right)) < 0;
        }
        return left.isInt() && right.isInt() && left.intValue() < right.intValue();
    }

    private static String folded(JsonNode text) {
        return text.textValue().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    static final Map<String, BiPredicate<JsonNode, JsonNode>> OPERATORS = Map.of(
            "equals",
            RandomCounts::equal,
            "notEquals",
            (left, right) -> !equal(left, right),
            "less",
            RandomCounts::less,
            "greater",
            (left, right) -> less(right, left));

    /** One of the operators whose meaning is known. */
    String operator() {
        return List.of("equals", "equals", "notEquals", "less", "greater").get(random.nextInt(5));
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Made leaf(Around around) {
        if (around.fields().isEmpty()) {
            boolean truth = random.nextBoolean();
            ObjectNode json = JSON.objectNode().put("value", 1).put("equals", truth ? 1 : 2);
            return new Made(json, place -> truth);
        }
        String array = one(around.fields());
        String member = random.nextInt(3) > 0 || !around.values().isEmpty() ? "n" : "t";
        String operator = operator();
        BiPredicate<JsonNode, JsonNode> compared = OPERATORS.get(operator);
        ObjectNode json = JSON.objectNode().put("field", array + "." + member);
        if (random.nextInt(3) == 0) {
            JsonNode constant = member.equals("n") ? IntNode.valueOf(random.nextInt(3)) : JSON.textNode("A");
            json.set(operator, constant);
            return new Made(json, place -> compared.test(place.at(array, member), constant));
        }
        boolean value = !around.values().isEmpty() && random.nextBoolean();
        String other = one(value ? around.values() : around.fields());
        String part = value ? "" : member;
        json.put(operator, "[current('" + quoted(other) + (value ? "" : "." + member) + "')]");
        return new Made(json, place -> compared.test(place.at(array, member), place.at(other, part)));
    }

    private static String quoted(String name) {
        return name.replace("'", "''");
    }

    private Made condition(int depth, Around around) {
        boolean top = around.fields().isEmpty() && around.values().isEmpty();
        if (top && !closed.isEmpty() && random.nextInt(3) == 0) {
            return one(closed);
        }
        Made made = depth == 0 ? leaf(around) : composed(depth, around);
        if (top) {
            closed.add(made);
        }
        return made;
    }

    private Made composed(int depth, Around around) {
        switch (random.nextInt(7)) {
            case 0 -> {
                Made inner = condition(depth - 1, around);
                ObjectNode json = JSON.objectNode();
                json.set("not", inner.json());
                return new Made(json, place -> !inner.meaning().holds(place));
            }
            case 1, 2 -> {
                return several("allOf", depth, around);
            }
            case 3 -> {
                return around.fields().isEmpty() || random.nextBoolean()
                        ? several("anyOf", depth, around)
                        : containing(around);
            }
            default -> {
                return compared(depth, around);
            }
        }
    }

    private Made several(String word, int depth, Around around) {
        ObjectNode json = JSON.objectNode();
        ArrayNode array = json.putArray(word);
        List<Meaning> meanings = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            Made each = condition(depth - 1, around);
            array.add(each.json());
            meanings.add(each.meaning());
        }
        return new Made(
                json,
                word.equals("allOf")
                        ? place -> meanings.stream().allMatch(each -> each.holds(place))
                        : place -> meanings.stream().anyMatch(each -> each.holds(place)));
    }

    /** Several texts that one property, or another beside it, may contain. */
    private Made containing(Around around) {
        ObjectNode json = JSON.objectNode();
        ArrayNode anyOf = json.putArray("anyOf");
        List<Meaning> meanings = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i >= 0; i--) {
            String array = one(around.fields());
            JsonNode part = JSON.textNode(one(List.of("A", "b", "ss", "ß", "")));
            anyOf.addObject().put("field", array + ".t").set("contains", part);
            meanings.add(place -> {
                JsonNode text = place.at(array, "t");
                return text.isTextual() && folded(text).contains(folded(part));
            });
        }
        return new Made(json, place -> meanings.stream().anyMatch(each -> each.holds(place)));
    }

    private Made compared(int depth, Around around) {
        Counted counted = counted(depth, around);
        String operator = operator();
        BiPredicate<JsonNode, JsonNode> compared = OPERATORS.get(operator);
        if (!around.values().isEmpty() && random.nextInt(3) == 0) {
            String other = one(around.values());
            ObjectNode json = counted.json().deepCopy().put(operator, "[current('" + other + "')]");
            return new Made(
                    json,
                    place -> compared.test(IntNode.valueOf(counted.number().applyAsInt(place)), place.at(other, "")));
        }
        int wanted = random.nextInt(3);
        ObjectNode json = counted.json().deepCopy().put(operator, wanted);
        return new Made(
                json,
                place -> compared.test(IntNode.valueOf(counted.number().applyAsInt(place)), IntNode.valueOf(wanted)));
    }

    private Counted counted(int depth, Around around) {
        ObjectNode json = JSON.objectNode();
        ObjectNode count = json.putObject("count");
        if (random.nextInt(4) == 0) {
            String name = "v" + around.values().size();
            ArrayNode values = count.putArray("value");
            for (int i = random.nextInt(4); i > 0; i--) {
                values.add(random.nextInt(3));
            }
            count.put("name", name);
            Made where = condition(depth - 1, around.value(name));
            count.set("where", where.json());
            return new Counted(json, place -> number(values, name, where.meaning(), place));
        }
        String array = array(around);
        count.put("field", array);
        Made where = condition(depth - 1, around.field(array));
        count.set("where", where.json());
        return new Counted(json, place -> number(found(array, place), array, where.meaning(), place));
    }

    /** An array that no count around goes through; spelled in brackets it is another name for the same. */
    private String array(Around around) {
        List<String> arrays = new ArrayList<>(List.of("list[*]", "copy[*]", "['list'][*]"));
        around.fields().stream().filter(name -> !name.contains("in[*]")).forEach(name -> arrays.add(name + ".in[*]"));
        arrays.removeAll(around.fields());
        return arrays.isEmpty() ? "copy[*]" : one(arrays);
    }

    private static JsonNode found(String array, Place place) {
        if (array.endsWith(".in[*]")) {
            return place.at(array.substring(0, array.length() - ".in[*]".length()), "in");
        }
        return place.resource().path(array.contains("copy") ? "copy" : "list");
    }

    static int number(JsonNode elements, String name, Meaning where, Place place) {
        int number = 0;
        for (JsonNode element : elements) {
            number += where.holds(place.with(name, element)) ? 1 : 0;
        }
        return number;
    }
}
