package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.condition.Condition;
import dev.plumbline.policy.condition.ConditionReader;
import dev.plumbline.policy.condition.Declarations;
import dev.plumbline.policy.condition.Fields;
import dev.plumbline.policy.condition.RuleNames;
import dev.plumbline.policy.effect.Details;
import dev.plumbline.policy.effect.DetailsReader;
import dev.plumbline.policy.effect.Effect;
import dev.plumbline.policy.template.Place;
import dev.plumbline.policy.template.Template;
import dev.plumbline.policy.value.Comparison;
import dev.plumbline.policy.value.Spelling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one definition and reports everything that is wrong with it. */
final class DefinitionReader {

    private static final List<String> INNER =
            List.of("policyRule", "policyType", "mode", "displayName", "description", "parameters", "metadata");

    private static final Set<String> NO_SECTION = Set.of("type", "resource", "id", "name", "kind");

    private final Document document;
    private final AliasCatalogue catalogue;
    private final Issues issues;

    DefinitionReader(Document document, AliasCatalogue catalogue) {
        this.document = document;
        this.catalogue = catalogue;
        this.issues = new Issues(document.where());
    }

    Compiled<Definition> read() {
        JsonNode root = document.root();
        if (tooDeep(root)) {
            int most = Limit.NESTING.value();
            issues.error("$", "at most `" + most + "` levels (limit `NESTING`)", "more", "flatten the document");
            return Compiled.failed(issues.list());
        }
        if (!root.isObject()) {
            issues.error("$", "a policy definition, which is an object", found(root), "give one");
            return Compiled.failed(issues.list());
        }
        JsonNode properties = Comparison.member(root, "properties");
        boolean bareRule = properties.isMissingNode()
                && Comparison.member(root, "policyRule").isMissingNode()
                && !(Comparison.member(root, "if").isMissingNode()
                        && Comparison.member(root, "then").isMissingNode());
        if (bareRule) {
            DefinitionHeader header = header(root, JsonNodeFactory.instance.objectNode(), "$");
            Rule rule = rule(root, "$", header, new Declarations(Set.of(), true));
            return issues.result(() -> new Definition(header, Map.of(), rule));
        }
        if (properties.isMissingNode()) {
            return definition(root, root, "$");
        }
        for (String name : INNER) {
            if (!Comparison.member(root, name).isMissingNode()) {
                issues.error(
                        JsonPath.member("$", name),
                        "`" + name + "` inside `properties`",
                        "it beside `properties`",
                        "keep the one inside");
            }
        }
        if (!properties.isObject()) {
            issues.error("$.properties", "an object", found(properties), "give the definition's properties");
            return Compiled.failed(issues.list());
        }
        return definition(root, properties, "$.properties");
    }

    /** A document that was parsed is never too deep; one that was put together may be. */
    private static boolean tooDeep(JsonNode root) {
        List<JsonNode> level = List.of(root);
        for (int depth = 0; !level.isEmpty(); depth++) {
            if (depth > Limit.NESTING.value()) {
                return true;
            }
            List<JsonNode> below = new ArrayList<>();
            for (JsonNode each : level) {
                if (each.isContainerNode()) {
                    each.forEach(below::add);
                }
            }
            level = below;
        }
        return false;
    }

    private static String found(JsonNode node) {
        return node.isMissingNode() ? "none" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private Compiled<Definition> definition(JsonNode root, JsonNode properties, String path) {
        DefinitionHeader header = header(root, properties, path);
        JsonNode declared = Comparison.member(properties, "parameters");
        Map<String, Parameter> parameters =
                new ParameterReader(issues).read(declared, JsonPath.member(path, "parameters"));
        JsonNode rule = Comparison.member(properties, "policyRule");
        String rulePath = JsonPath.member(path, "policyRule");
        if (!rule.isObject()) {
            issues.error(rulePath, "an object with `if` and `then`", found(rule), "add the rule");
            return Compiled.failed(issues.list());
        }
        Rule read = rule(rule, rulePath, header, new Declarations(parameters.keySet(), false));
        Map<String, Parameter> ordered = new LinkedHashMap<>(parameters);
        return issues.result(() -> new Definition(header, Collections.unmodifiableMap(ordered), read));
    }

    private DefinitionHeader header(JsonNode root, JsonNode properties, String path) {
        JsonNode metadata = Comparison.member(properties, "metadata");
        String id = text(root, "id", "$");
        String name = text(root, "name", "$");
        String version = text(properties, "version", path);
        String inMetadata = Comparison.member(metadata, "version").asText("");
        return new DefinitionHeader(
                document.where(),
                id,
                name.isEmpty() ? id.substring(id.lastIndexOf('/') + 1) : name,
                text(properties, "displayName", path),
                text(properties, "description", path),
                version.isEmpty() ? inMetadata : version,
                mode(Comparison.member(properties, "mode"), JsonPath.member(path, "mode")),
                PolicyType.of(text(properties, "policyType", path)),
                scope(Comparison.member(metadata, "scope"), JsonPath.member(path, "metadata") + ".scope"),
                metadata instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode());
    }

    private String text(JsonNode object, String name, String path) {
        JsonNode value = Comparison.member(object, name);
        if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
            issues.error(JsonPath.member(path, name), "a text", found(value), "write one");
        }
        return value.isTextual() ? value.textValue() : "";
    }

    /** A definition without a mode is judged like one of mode {@code All}, which is what Azure makes of it. */
    private Mode mode(JsonNode node, String path) {
        if (node.isMissingNode() || node.isNull()) {
            return Mode.of("All");
        }
        String name = node.asText("");
        Mode mode = Mode.of(name);
        if (!node.isTextual() || mode.kind() == Mode.Kind.PROVIDER && name.indexOf('.') < 0) {
            issues.error(
                    path,
                    "`All`, `Indexed`, `Plumbline.Views` or a provider's mode such as `Microsoft.KeyVault.Data`",
                    node.isTextual() ? "`" + name + "`" : found(node),
                    Spelling.didYouMean(name, List.of("All", "Indexed", "Plumbline.Views"), "choose one"));
            // The rule is read on as if it were one of Resource Manager's, so that its own issues are found too.
            return Mode.of("All");
        }
        return mode;
    }

    private DefinitionScope scope(JsonNode node, String path) {
        if (node.isMissingNode()) {
            return DefinitionScope.ALL;
        }
        for (DefinitionScope scope : DefinitionScope.values()) {
            if (scope.name().equalsIgnoreCase(node.asText(""))) {
                return scope;
            }
        }
        List<String> names = List.of("workload", "subscription", "all");
        issues.error(
                path,
                "`workload`, `subscription` or `all`",
                node.isTextual() ? "`" + node.textValue() + "`" : found(node),
                Spelling.didYouMean(node.asText(""), names, "choose one"));
        return DefinitionScope.ALL;
    }

    private Rule rule(JsonNode rule, String path, DefinitionHeader header, Declarations declarations) {
        boolean views = header.mode().kind() == Mode.Kind.VIEWS;
        boolean provider = header.mode().kind() == Mode.Kind.PROVIDER;
        // A provider's own fields are in no catalogue; its rules are read for their shape, and never evaluated.
        Fields fields = new Fields(views || provider ? AliasCatalogue.none() : catalogue, views);
        Fields targets = new Fields(provider ? AliasCatalogue.none() : catalogue, false);
        RuleNames names = new RuleNames(fields, declarations, issues);
        ConditionReader reader = new ConditionReader(names, Place.CONDITION);
        Condition condition = condition(rule, path, reader);
        if (views && reader.view().isEmpty() && !issues.hasErrors()) {
            issues.error(
                    JsonPath.member(path, "if"),
                    "a condition that `type` equals `Plumbline.Views/<name>`",
                    "none",
                    "say which view the rule reads");
        }
        JsonNode then = Comparison.member(rule, "then");
        String thenPath = JsonPath.member(path, "then");
        if (!then.isObject()) {
            issues.error(thenPath, "an object with `effect`", found(then), "add it");
        }
        JsonNode effect = Comparison.member(then, "effect");
        Template effectName = effect(then, effect, names, JsonPath.member(thenPath, "effect"));
        Optional<Effect> literal =
                effectName.constantValue().filter(JsonNode::isTextual).flatMap(name -> Effect.named(name.textValue()));
        JsonNode details = provider ? MissingNode.getInstance() : Comparison.member(then, "details");
        boolean silent = catalogue == AliasCatalogue.none() || provider;
        Details read =
                new DetailsReader(names, targets, silent).read(details, literal, JsonPath.member(thenPath, "details"));
        List<Rule.GuardRule> guards = guards(header, declarations);
        return new Rule(
                path,
                condition,
                effectName,
                effect,
                read,
                fields,
                targets,
                reader.view(),
                sections(names),
                Set.copyOf(names.unconfirmed()),
                guards,
                declarations.open());
    }

    private Condition condition(JsonNode rule, String path, ConditionReader reader) {
        JsonNode node = Comparison.member(rule, "if");
        String at = JsonPath.member(path, "if");
        if (node.isMissingNode()) {
            issues.error(at, "a condition", "none", "say when the rule matches");
            return Condition.always();
        }
        return reader.read(node, at);
    }

    private Template effect(JsonNode then, JsonNode effect, RuleNames names, String path) {
        if (!effect.isTextual()) {
            if (then.isObject()) {
                issues.error(path, "an effect's name", found(effect), "name one, such as `audit`");
            }
            return Template.literal(effect);
        }
        Template template = names.compile(effect, names.details(), path);
        template.constantValue()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(name -> Effect.named(name).isEmpty())
                .ifPresent(name -> issues.error(
                        path,
                        "an effect",
                        "`" + name + "`",
                        Spelling.didYouMean(name, Effect.names(), "choose one of " + Effect.names())));
        return template;
    }

    private static Set<String> sections(RuleNames names) {
        Set<String> sections = new HashSet<>(names.firstSteps());
        sections.removeIf(each -> NO_SECTION.contains(Comparison.fold(each)));
        if (names.computed()) {
            sections.add("*");
        }
        return sections;
    }

    private List<Rule.GuardRule> guards(DefinitionHeader header, Declarations declarations) {
        JsonNode list = Comparison.member(header.metadata(), "guards");
        String path = document.root().has("properties") ? "$.properties.metadata.guards" : "$.metadata.guards";
        List<Rule.GuardRule> guards = new ArrayList<>();
        if (list.isMissingNode()) {
            return guards;
        }
        if (!list.isArray()) {
            issues.error(path, "an array of guards", found(list), "put the guard in `[ ]`");
            return guards;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            Rule.GuardRule guard = guard(list.get(i), JsonPath.element(path, i), header, declarations);
            if (!seen.add(guard.name())) {
                issues.error(
                        JsonPath.element(path, i), "a name of its own", "`" + guard.name() + "` again", "rename it");
            }
            guards.add(guard);
        }
        return guards;
    }

    private Rule.GuardRule guard(JsonNode node, String path, DefinitionHeader header, Declarations declarations) {
        String name = text(node, "name", path);
        if (name.isEmpty()) {
            issues.error(JsonPath.member(path, "name"), "a name", "none", "name the guard");
        }
        String view = text(node, "view", path);
        boolean views = !view.isEmpty() || header.mode().kind() == Mode.Kind.VIEWS;
        Fields fields = new Fields(views ? AliasCatalogue.none() : catalogue, views);
        RuleNames names = new RuleNames(fields, declarations, issues);
        Condition condition = condition(node, path, new ConditionReader(names, Place.CONDITION));
        return new Rule.GuardRule(
                name,
                text(node, "description", path),
                view.isEmpty() ? Optional.empty() : Optional.of(view),
                sections(names),
                condition,
                fields);
    }
}
