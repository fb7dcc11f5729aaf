package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.policy.condition.Binder;
import dev.plumbline.policy.effect.Details;
import dev.plumbline.policy.effect.Effect;
import dev.plumbline.policy.template.Template;
import dev.plumbline.policy.value.Comparison;
import dev.plumbline.policy.value.Spelling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Fills an assignment's or a reference's values into one definition, and reports those that do not fit. */
final class DefinitionBinder {

    private final Definition definition;
    private final Rule rule;
    private final Binding binding;
    private final Issues issues;

    DefinitionBinder(Definition definition, Rule rule, Binding binding) {
        this.definition = definition;
        this.rule = rule;
        this.binding = binding;
        this.issues = new Issues(definition.header().where());
    }

    Compiled<BoundDefinition> bind() {
        Map<String, JsonNode> values = values();
        Function<String, JsonNode> parameters = name -> {
            JsonNode value = values.get(Comparison.fold(name));
            return value == null ? MissingNode.getInstance() : value;
        };
        Binder binder = new Binder(parameters, rule.fields());
        Details details = rule.details().bind(binder);
        String name = effectName(binder.bind(rule.effect()));
        boolean unsaid = name.isEmpty() && binding.effectOverride().isEmpty();
        Optional<Effect> effect = unsaid ? Optional.empty() : effect(name);
        effect.ifPresent(known -> checkDetails(known, details));
        if (issues.hasErrors() || effect.isEmpty()) {
            return Compiled.failed(issues.list());
        }
        Rule bound = new Rule(
                rule.path(),
                rule.condition().bind(binder),
                rule.effect(),
                rule.effectSource(),
                details,
                rule.fields(),
                rule.targets(),
                rule.view(),
                rule.sections(),
                rule.unconfirmed(),
                guards(parameters),
                rule.open());
        Effect known = effect.get();
        return issues.result(() -> new BoundDefinition(definition, bound, known, name, parameters, binding));
    }

    private List<Rule.GuardRule> guards(Function<String, JsonNode> parameters) {
        return rule.guards().stream()
                .map(guard -> new Rule.GuardRule(
                        guard.name(),
                        guard.description(),
                        guard.view(),
                        guard.sections(),
                        guard.condition().bind(new Binder(parameters, guard.fields())),
                        guard.fields()))
                .toList();
    }

    /** The values by folded name: what is given, else the default. */
    private Map<String, JsonNode> values() {
        Map<String, JsonNode> values = new HashMap<>();
        binding.parameters().forEach((name, value) -> {
            if (!value.isNull() && !value.isMissingNode()) {
                given(name, value, values);
            }
        });
        definition.parameters().forEach((name, parameter) -> {
            String key = Comparison.fold(name);
            if (values.containsKey(key)) {
                return;
            }
            if (parameter.defaultValue().isPresent()) {
                values.put(key, unescaped(parameter.defaultValue().get()));
            } else {
                issues.warning(
                        "$.parameters." + name, "a value, because there is no default", "none", "give the parameter");
            }
        });
        return values;
    }

    private void given(String name, JsonNode value, Map<String, JsonNode> values) {
        Optional<Parameter> declared = definition.parameters().values().stream()
                .filter(parameter -> Comparison.sameName(parameter.name(), name))
                .findFirst();
        String path = "$.parameters." + name;
        if (declared.isPresent()) {
            ParameterReader.check(declared.get(), value, path, issues);
        } else if (!rule.open()) {
            issues.error(
                    path,
                    "a parameter that the definition declares",
                    "`" + name + "`",
                    Spelling.didYouMean(name, definition.parameters().keySet(), "remove it"));
        }
        values.put(Comparison.fold(name), unescaped(value));
    }

    private static boolean escaped(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue().startsWith("[[");
        }
        for (JsonNode each : value) {
            if (escaped(each)) {
                return true;
            }
        }
        return false;
    }

    /** Values are data: nothing in them is evaluated, and {@code [[} only escapes a bracket. */
    private static JsonNode unescaped(JsonNode value) {
        if (value.isTextual()) {
            String text = value.textValue();
            return text.startsWith("[[") ? TextNode.valueOf(Template.unescape(text)) : value;
        }
        if (!value.isContainerNode() || !escaped(value)) {
            return value;
        }
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(element -> array.add(unescaped(element)));
            return array;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        value.fields().forEachRemaining(member -> object.set(member.getKey(), unescaped(member.getValue())));
        return object;
    }

    private String effectName(Template bound) {
        if (binding.effectOverride().isPresent()) {
            return binding.effectOverride().get();
        }
        JsonNode name = bound.constantValue().orElse(MissingNode.getInstance());
        if (!name.isTextual() || name.textValue().isEmpty()) {
            issues.error(
                    rule.path() + ".then.effect",
                    "an effect's name, known from the parameters",
                    name.isMissingNode() ? "none for `" + rule.effectSource().asText() + "`" : "`" + name + "`",
                    "give the parameter a value");
            return "";
        }
        return name.textValue();
    }

    private Optional<Effect> effect(String name) {
        Optional<Effect> effect = Effect.named(name);
        if (effect.isEmpty()) {
            issues.error(
                    rule.path() + ".then.effect",
                    "an effect",
                    "`" + name + "`",
                    Spelling.didYouMean(name, Effect.names(), "choose one of " + Effect.names()));
        }
        return effect;
    }

    private void checkDetails(Effect effect, Details details) {
        boolean provider = definition.mode().kind() == Mode.Kind.PROVIDER;
        if (effect.family() == Effect.Family.EXISTENCE && !provider && !(details instanceof Details.Existence)) {
            issues.error(
                    rule.path() + ".then.details",
                    "`type` and what else `" + effect.wireName() + "` looks up",
                    "none",
                    "add it, or choose another effect");
        }
    }
}
