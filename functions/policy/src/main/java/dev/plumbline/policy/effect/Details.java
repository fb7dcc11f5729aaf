package dev.plumbline.policy.effect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.condition.Binder;
import dev.plumbline.policy.condition.Condition;
import dev.plumbline.policy.template.EvaluationFailure;
import dev.plumbline.policy.template.Frame;
import dev.plumbline.policy.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The details of an effect, by their shape. Immutable. */
public sealed interface Details {

    /** The details with parameter values filled in. */
    Details bind(Binder binder);

    /** The details with their expressions resolved, or none if the definition has none. */
    Optional<JsonNode> resolve(Frame frame);

    /** There are none. */
    record None() implements Details {
        @Override
        public Details bind(Binder binder) {
            return this;
        }

        @Override
        public Optional<JsonNode> resolve(Frame frame) {
            return Optional.empty();
        }
    }

    /**
     * A value that is kept with its source: what only a deployment knows is reported as it is written.
     *
     * @param template the value
     * @param source the value as written
     */
    record Value(Template template, JsonNode source) {

        Value bind(Binder binder) {
            return new Value(binder.bind(template), source);
        }

        JsonNode resolve(Frame frame) {
            try {
                return template.evaluate(frame);
            } catch (EvaluationFailure undecided) {
                return source;
            }
        }
    }

    /**
     * Anything that is only reported.
     *
     * @param members values by name, in the order of the source
     */
    record Opaque(Map<String, Value> members) implements Details {
        /** Copies the map. */
        public Opaque {
            members = new LinkedHashMap<>(members);
        }

        @Override
        public Details bind(Binder binder) {
            return new Opaque(bindAll(members, binder));
        }

        @Override
        public Optional<JsonNode> resolve(Frame frame) {
            return Optional.of(resolveAll(members, frame));
        }
    }

    /**
     * The fields that {@code append} adds.
     *
     * @param items the fields with their values
     */
    record Append(List<Item> items) implements Details {
        /** Copies the list. */
        public Append {
            items = List.copyOf(items);
        }

        /**
         * One field.
         *
         * @param field the field as written
         * @param value what it is set to
         */
        public record Item(JsonNode field, Value value) {}

        @Override
        public Details bind(Binder binder) {
            return new Append(items.stream()
                    .map(item -> new Item(item.field(), item.value().bind(binder)))
                    .toList());
        }

        @Override
        public Optional<JsonNode> resolve(Frame frame) {
            ArrayNode resolved = JsonNodeFactory.instance.arrayNode();
            for (Item item : items) {
                ObjectNode object = resolved.addObject();
                object.set("field", item.field());
                put(object, "value", item.value().resolve(frame));
            }
            return Optional.of(resolved);
        }
    }

    /**
     * The operations of {@code modify}.
     *
     * @param operations in their order
     * @param members the other members
     */
    record Modify(List<Operation> operations, Map<String, Value> members) implements Details {
        /** Copies both. */
        public Modify {
            operations = List.copyOf(operations);
            members = new LinkedHashMap<>(members);
        }

        @Override
        public Details bind(Binder binder) {
            return new Modify(operations.stream().map(each -> each.bind(binder)).toList(), bindAll(members, binder));
        }

        @Override
        public Optional<JsonNode> resolve(Frame frame) {
            ObjectNode resolved = resolveAll(members, frame);
            ArrayNode array = resolved.putArray("operations");
            for (Operation operation : operations) {
                ObjectNode object = array.addObject();
                object.put("operation", operation.operation());
                object.set("field", operation.fieldSource());
                operation.value().ifPresent(value -> put(object, "value", value.resolve(frame)));
                operation.condition().ifPresent(condition -> object.set("condition", condition.source()));
            }
            return Optional.of(resolved);
        }
    }

    /**
     * One operation.
     *
     * @param operation {@code add}, {@code addOrReplace} or {@code remove}
     * @param field the field's name, which may be computed
     * @param fieldSource the field as written
     * @param value what it is set to
     * @param condition whether it is carried out; does not matter for compliance
     */
    record Operation(
            String operation, Template field, JsonNode fieldSource, Optional<Value> value, Optional<Value> condition) {

        Operation bind(Binder binder) {
            return new Operation(
                    operation,
                    binder.bind(field),
                    fieldSource,
                    value.map(each -> each.bind(binder)),
                    condition.map(each -> each.bind(binder)));
        }
    }

    /**
     * The related resource that must exist.
     *
     * @param members everything, for the report; the condition and the deployment as they are written
     * @param condition what one of the related resources must fulfil; empty: that it exists is enough
     */
    record Existence(Map<String, Value> members, Optional<Condition> condition) implements Details {
        /** Copies the map. */
        public Existence {
            members = new LinkedHashMap<>(members);
        }

        @Override
        public Details bind(Binder binder) {
            return new Existence(bindAll(members, binder), condition.map(each -> each.bind(binder)));
        }

        @Override
        public Optional<JsonNode> resolve(Frame frame) {
            return Optional.of(resolveAll(members, frame));
        }

        /** The template of a member, ignoring the case of its name. */
        public Optional<Template> member(String name) {
            Value exact = members.get(name);
            if (exact != null) {
                return Optional.of(exact.template());
            }
            for (Map.Entry<String, Value> member : members.entrySet()) {
                if (member.getKey().equalsIgnoreCase(name)) {
                    return Optional.of(member.getValue().template());
                }
            }
            return Optional.empty();
        }
    }

    private static Map<String, Value> bindAll(Map<String, Value> members, Binder binder) {
        Map<String, Value> bound = new LinkedHashMap<>();
        members.forEach((name, value) -> bound.put(name, value.bind(binder)));
        return bound;
    }

    private static ObjectNode resolveAll(Map<String, Value> members, Frame frame) {
        ObjectNode resolved = JsonNodeFactory.instance.objectNode();
        members.forEach((name, value) -> put(resolved, name, value.resolve(frame)));
        return resolved;
    }

    private static void put(ObjectNode object, String name, JsonNode value) {
        if (!value.isMissingNode()) {
            object.set(name, value);
        }
    }
}
