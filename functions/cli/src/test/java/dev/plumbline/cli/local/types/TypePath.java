package dev.plumbline.cli.local.types;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where steps lead in a type, whatever variant its values are of: a path is there if some variant has it.
 *
 * @param nodes what lies at the end, one for each way there; empty where there is none
 * @param writable those of them that a client may write
 * @param taken how many steps could be taken
 * @param names the names that could have come next
 */
record TypePath(List<TypeNode> nodes, List<TypeNode> writable, int taken, List<String> names) {

    /** A property, and whether only the service sets it or something around it. */
    private record Way(TypeNode node, boolean owned) {}

    static TypePath of(TypeNode body, List<String> steps) {
        List<Way> ways = List.of(new Way(body, false));
        for (int i = 0; i < steps.size(); i++) {
            List<Way> next = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (Way way : ways) {
                for (TypeNode alternative : alternatives(way.node().resolved())) {
                    properties(alternative).forEach((name, found) -> names.add(name));
                    for (TypeNode found : step(alternative, steps.get(i))) {
                        next.add(new Way(found, way.owned() || found.is("readOnly")));
                    }
                }
            }
            if (next.isEmpty()) {
                return new TypePath(
                        List.of(), List.of(), i, names.stream().distinct().toList());
            }
            ways = next;
        }
        return new TypePath(
                ways.stream().map(Way::node).toList(),
                ways.stream().filter(way -> !way.owned()).map(Way::node).toList(),
                steps.size(),
                List.of());
    }

    boolean exists() {
        return !nodes.isEmpty();
    }

    /** What was probably meant, as a complete path. */
    Optional<String> nearest(List<String> steps) {
        return Nearest.of(steps.get(taken), names).map(name -> {
            List<String> meant = new ArrayList<>(steps);
            meant.set(taken, name);
            return new Spot(Set.of(), "", meant, false).path();
        });
    }

    private static List<TypeNode> alternatives(TypeNode type) {
        List<TypeNode> all = type.alternatives();
        return all.isEmpty()
                ? List.of(type)
                : all.stream()
                        .flatMap(each -> alternatives(each.resolved()).stream())
                        .toList();
    }

    private static List<TypeNode> step(TypeNode type, String step) {
        return switch (type.kind()) {
            case "any" -> List.of(type);
            case "array" ->
                step.equals(Spot.ELEMENT) || step.chars().allMatch(Character::isDigit)
                        ? List.of(type.items())
                        : List.of();
            case "object", "oneOf" -> members(type, step);
            default -> List.of();
        };
    }

    private static List<TypeNode> members(TypeNode type, String step) {
        Map<String, List<TypeNode>> properties = properties(type);
        List<TypeNode> found = new ArrayList<>();
        properties.forEach((name, nodes) -> {
            if (name.equalsIgnoreCase(step) || step.equals(Spot.ANY)) {
                found.addAll(nodes);
            }
        });
        if (type.additional().exists() && !step.equals(Spot.ELEMENT) && (found.isEmpty() || step.equals(Spot.ANY))) {
            found.add(type.additional());
        }
        return found;
    }

    /** The properties of an object, those of all its variants among them. */
    static Map<String, List<TypeNode>> properties(TypeNode type) {
        Map<String, List<TypeNode>> all = new LinkedHashMap<>();
        type.properties(MissingNode.getInstance())
                .forEach((name, node) ->
                        all.computeIfAbsent(name, key -> new ArrayList<>()).add(node));
        JsonNode variants = type.json().path("variants");
        for (Iterator<String> names = variants.fieldNames(); names.hasNext(); ) {
            properties(type.variant(names.next()).resolved())
                    .forEach((name, nodes) ->
                            all.computeIfAbsent(name, key -> new ArrayList<>()).addAll(nodes));
        }
        return all;
    }
}
