package dev.plumbline.policy.effect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.JsonPath;
import dev.plumbline.policy.alias.Alias;
import dev.plumbline.policy.condition.Condition;
import dev.plumbline.policy.condition.ConditionReader;
import dev.plumbline.policy.condition.Fields;
import dev.plumbline.policy.condition.RuleNames;
import dev.plumbline.policy.template.Place;
import dev.plumbline.policy.template.Template;
import dev.plumbline.policy.value.Comparison;
import dev.plumbline.policy.value.Spelling;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code then.details} by its shape, and reports everything that is wrong with it. */
public final class DetailsReader {

    private static final String AN_ALIAS = "an alias that the catalogue has";
    private static final List<String> OPERATIONS = List.of("add", "addOrReplace", "remove");
    private static final List<String> CONFLICT_EFFECTS = List.of("audit", "deny", "disabled");
    private static final List<String> EXISTENCE_SCOPES = List.of("Subscription", "ResourceGroup");

    private final RuleNames names;
    private final Fields targets;
    private final Issues issues;
    private final boolean silent;

    /**
     * Reads the details of one rule.
     *
     * @param targets what the fields of operations mean, which in a view differs from the fields of conditions
     * @param silent whether the catalogue is none, so that it cannot be expected to say what is modifiable
     */
    public DetailsReader(RuleNames names, Fields targets, boolean silent) {
        this.names = names;
        this.targets = targets;
        this.issues = names.issues();
        this.silent = silent;
    }

    /** Reads details for an effect, which is empty where it is only known with the parameters. */
    public Details read(JsonNode details, Optional<Effect> effect, String path) {
        if (details.isMissingNode() || details.isNull()) {
            return new Details.None();
        }
        boolean appended = effect.equals(Optional.of(Effect.APPEND));
        if (details.isArray() || appended && details.isObject() || has(details, "field") && has(details, "value")) {
            return append(details, path);
        }
        if (!details.isObject()) {
            issues.error(path, "an object or an array", kind(details), "see the effect's documentation");
            return new Details.None();
        }
        boolean reported = effect.isPresent() && isReported(effect.get().family());
        if (!reported && (has(details, "operations") || effect.equals(Optional.of(Effect.MODIFY)))) {
            return modify(details, path);
        }
        boolean existence = effect.isPresent() && effect.get().family() == Effect.Family.EXISTENCE;
        if (!reported && (has(details, "type") || existence)) {
            return existence(details, path);
        }
        Map<String, Details.Value> members = members(details, path, Set.of("deployment"));
        if (effect.equals(Optional.of(Effect.MANUAL))) {
            oneOf(details, "defaultState", List.of("Unknown", "Compliant", "NonCompliant"), path);
        }
        return new Details.Opaque(new Values(members));
    }

    /** Effects whose details this engine does not act on. */
    private static boolean isReported(Effect.Family family) {
        return family == Effect.Family.AGENT
                || family == Effect.Family.PROTECTION
                || family == Effect.Family.ATTESTATION;
    }

    private static boolean has(JsonNode object, String name) {
        return !Comparison.member(object, name).isMissingNode();
    }

    private static String kind(JsonNode node) {
        return node.isMissingNode() ? "none" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    /** The members as values, those named verbatim ones unread. */
    private Map<String, Details.Value> members(JsonNode object, String path, Set<String> verbatim) {
        Map<String, Details.Value> members = new LinkedHashMap<>();
        Iterator<Map.Entry<String, JsonNode>> all = object.fields();
        while (all.hasNext()) {
            Map.Entry<String, JsonNode> member = all.next();
            String name = member.getKey();
            members.put(
                    name,
                    verbatim.contains(Comparison.fold(name))
                            ? new Details.Value(Template.literal(member.getValue()), member.getValue())
                            : value(member.getValue(), JsonPath.member(path, name)));
        }
        return members;
    }

    private Details.Value value(JsonNode value, String path) {
        return new Details.Value(names.compile(value, names.details(), path), value);
    }

    // append

    private Details append(JsonNode details, String path) {
        List<Details.Append.Item> items = new ArrayList<>();
        if (!details.isArray()) {
            item(details, path, items);
        }
        for (int i = 0; details.isArray() && i < details.size(); i++) {
            item(details.get(i), JsonPath.element(path, i), items);
        }
        return new Details.Append(items);
    }

    private void item(JsonNode node, String path, List<Details.Append.Item> items) {
        JsonNode field = Comparison.member(node, "field");
        JsonNode value = Comparison.member(node, "value");
        if (!field.isTextual() || value.isMissingNode()) {
            String lacking = !node.isObject() ? kind(node) : field.isTextual() ? "no `value`" : "no `field`";
            issues.error(path, "an object with `field` and `value`", lacking, "add what is missing");
            return;
        }
        if (!ConditionReader.isExpression(field.textValue())) {
            known(field.textValue(), JsonPath.member(path, "field"));
        }
        items.add(new Details.Append.Item(field, value(value, JsonPath.member(path, "value"))));
    }

    // modify

    private Details modify(JsonNode details, String path) {
        JsonNode roles = Comparison.member(details, "roleDefinitionIds");
        if (!roles.isArray() && !roles.isTextual()) {
            issues.error(
                    JsonPath.member(path, "roleDefinitionIds"),
                    "an array of role definition ids",
                    kind(roles),
                    "name the roles that the change needs");
        }
        oneOf(details, "conflictEffect", CONFLICT_EFFECTS, path);
        JsonNode list = Comparison.member(details, "operations");
        String at = JsonPath.member(path, "operations");
        if (!list.isArray() || list.isEmpty()) {
            issues.error(at, "an array of operations", list.isArray() ? "an empty one" : kind(list), "add one");
        }
        List<Details.Operation> operations = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            operation(list.path(i), JsonPath.element(at, i)).ifPresent(operations::add);
        }
        Map<String, Details.Value> members = members(details, path, Set.of("operations"));
        members.keySet().removeIf(name -> Comparison.sameName(name, "operations"));
        return new Details.Modify(operations, new Values(members));
    }

    private Optional<Details.Operation> operation(JsonNode node, String path) {
        int before = issues.errors();
        String operation = operationName(Comparison.member(node, "operation"), JsonPath.member(path, "operation"));
        JsonNode field = Comparison.member(node, "field");
        JsonNode value = Comparison.member(node, "value");
        JsonNode condition = Comparison.member(node, "condition");
        String fieldPath = JsonPath.member(path, "field");
        if (!field.isTextual()) {
            issues.error(fieldPath, "a field's name", kind(field), "name the field to change");
        } else {
            target(field.textValue(), fieldPath);
        }
        if (value.isMissingNode() && !operation.equals("remove")) {
            issues.error(path, "`value` with operation `" + operation + "`", "none", "say what the field is set to");
        }
        if (issues.errors() != before) {
            return Optional.empty();
        }
        Optional<Details.Value> set =
                value.isMissingNode() ? Optional.empty() : Optional.of(value(value, JsonPath.member(path, "value")));
        Optional<Details.Value> when = condition.isMissingNode()
                ? Optional.empty()
                : Optional.of(value(condition, JsonPath.member(path, "condition")));
        Template name = names.compile(field, names.details(), fieldPath);
        return Optional.of(new Details.Operation(operation, name, field, set, when));
    }

    private String operationName(JsonNode node, String path) {
        for (String known : OPERATIONS) {
            if (node.isTextual() && Comparison.sameName(node.textValue(), known)) {
                return known;
            }
        }
        issues.error(
                path,
                "`add`, `addOrReplace` or `remove`",
                node.isTextual() ? "`" + node.textValue() + "`" : kind(node),
                Spelling.didYouMean(node.asText(""), OPERATIONS, "choose one"));
        return "addOrReplace";
    }

    /** Tags and what is no alias may be set; of an alias the catalogue decides, and if it is silent that is said. */
    private void target(String field, String path) {
        if (field.startsWith("[")) {
            return;
        }
        known(field, path).ifPresent(known -> modifiable(field, known.modifiable(), path));
    }

    /** What a field stands for; an alias that there is not is reported. */
    private Optional<Fields.Resolution.Known> known(String field, String path) {
        Fields.Resolution resolution = targets.resolve(field);
        if (resolution instanceof Fields.Resolution.Known known) {
            return Optional.of(known);
        }
        if (resolution instanceof Fields.Resolution.Unconfirmed unsure) {
            issues.warning(
                    path, AN_ALIAS, "`" + field + "`", guess(unsure.nearest().get()));
        } else if (resolution instanceof Fields.Resolution.Unknown unknown && field.indexOf('/') > 0) {
            issues.error(
                    path, AN_ALIAS, "`" + field + "`", guess(unknown.nearest().get()));
        }
        return Optional.empty();
    }

    private static String guess(Optional<String> nearest) {
        return nearest.map(name -> "did you mean `" + name + "`").orElse("check its spelling");
    }

    private void modifiable(String field, Alias.Modifiable modifiable, String path) {
        if (modifiable == Alias.Modifiable.NO) {
            issues.error(
                    path, "an alias that is `Modifiable`", "`" + field + "`, which is not", "choose another effect");
        } else if (modifiable == Alias.Modifiable.UNSAID && !silent) {
            issues.warning(
                    path,
                    "an alias that is `Modifiable`",
                    "`" + field + "`, of which the catalogue says nothing",
                    "check it against the subscription's own catalogue");
        }
    }

    // auditIfNotExists, deployIfNotExists

    private Details existence(JsonNode details, String path) {
        JsonNode type = Comparison.member(details, "type");
        if (!type.isTextual() || type.textValue().isEmpty()) {
            issues.error(JsonPath.member(path, "type"), "a resource type", kind(type), "name the related type");
        }
        oneOf(details, "existenceScope", EXISTENCE_SCOPES, path);
        for (String name : List.of("name", "kind", "resourceGroupName", "evaluationDelay")) {
            JsonNode member = Comparison.member(details, name);
            if (!member.isMissingNode() && !member.isTextual()) {
                issues.error(JsonPath.member(path, name), "a text", kind(member), "write one");
            }
        }
        JsonNode source = Comparison.member(details, "existenceCondition");
        Optional<Condition> condition = Optional.empty();
        if (!source.isMissingNode()) {
            ConditionReader reader = new ConditionReader(names.related(targets), Place.EXISTENCE_CONDITION);
            condition = Optional.of(reader.read(source, JsonPath.member(path, "existenceCondition")));
        }
        return new Details.Existence(
                new Values(members(details, path, Set.of("existencecondition", "deployment"))), condition);
    }

    private void oneOf(JsonNode details, String member, List<String> allowed, String path) {
        JsonNode value = Comparison.member(details, member);
        if (value.isMissingNode()) {
            return;
        }
        String text = value.isTextual() ? value.textValue() : "";
        boolean known = text.startsWith("[") || allowed.stream().anyMatch(each -> Comparison.sameName(each, text));
        if (!known) {
            issues.error(
                    JsonPath.member(path, member),
                    "one of " + String.join(", ", allowed),
                    value.isTextual() ? "`" + text + "`" : kind(value),
                    Spelling.didYouMean(text, allowed, "choose one"));
        }
    }
}
