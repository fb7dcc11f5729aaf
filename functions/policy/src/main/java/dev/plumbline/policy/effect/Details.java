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
import java.util.List;
import java.util.Optional;

/** The details of an effect, by their shape. Immutable. */
public sealed interface Details {

    /** The details with parameter values filled in. */
    Details bind(Binder binder);

    /** The details with their expressions resolved, or none if the definition has none. */
    Optional<JsonNode> resolve(Frame frame);

    /** The details if they are the same in every evaluation; none if they depend on it, or there are none. */
    default Optional<JsonNode> constant() {
        return Optional.empty();
    }

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
    record Opaque(Values members) implements Details {
        @Override
        public Details bind(Binder binder) {
            return new Opaque(members.bind(binder));
        }

        @Override
        public Optional<JsonNode> constant() {
            return members.constant();
        }

        @Override
        public Optional<JsonNode> resolve(Frame frame) {
            return Optional.of(members.resolve(frame));
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
                Values.put(object, "value", item.value().resolve(frame));
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
    record Modify(List<Operation> operations, Values members) implements Details {
        /** Copies both. */
        public Modify {
            operations = List.copyOf(operations);
        }

        @Override
        public Details bind(Binder binder) {
            return new Modify(operations.stream().map(each -> each.bind(binder)).toList(), members.bind(binder));
        }

        @Override
        public Optional<JsonNode> resolve(Frame frame) {
            ObjectNode resolved = JsonNodeFactory.instance.objectNode();
            resolved.setAll(members.resolve(frame));
            ArrayNode array = resolved.putArray("operations");
            for (Operation operation : operations) {
                ObjectNode object = array.addObject();
                object.put("operation", operation.operation());
                object.set("field", operation.fieldSource());
                operation.value().ifPresent(value -> Values.put(object, "value", value.resolve(frame)));
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
    record Existence(Values members, Optional<Condition> condition) implements Details {
        @Override
        public Details bind(Binder binder) {
            return new Existence(members.bind(binder), condition.map(each -> each.bind(binder)));
        }

        @Override
        public Optional<JsonNode> constant() {
            return members.constant();
        }

        @Override
        public Optional<JsonNode> resolve(Frame frame) {
            return Optional.of(members.resolve(frame));
        }

        /** Whether no resource whatever can do, so that the rule's own condition says all there is to say. */
        public boolean futile() {
            return condition.flatMap(Condition::constant).equals(Optional.of(false));
        }

        /** The template of a member, ignoring the case of its name. */
        public Optional<Template> member(String name) {
            return members.named(name);
        }
    }
}
