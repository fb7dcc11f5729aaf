package dev.plumbline.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.Json;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.DefinitionScope;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.effect.Effect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes of one definition what Azure can be given, or the reason why it cannot. */
final class DefinitionExport {
    private static final Pattern EFFECT = Pattern.compile("\\[\\s*parameters\\(\\s*'([^']+)'\\s*\\)\\s*\\]");
    private static final Pattern PARAMETER = Pattern.compile("(?i)parameters\\(\\s*'([^']+)'\\s*\\)");
    private static final Set<Effect> FIXED = Set.of(Effect.AUDIT, Effect.AUDIT_IF_NOT_EXISTS, Effect.MANUAL);

    /** What Azure's naming rules keep out of a definition's name. */
    private static final Pattern UNNAMEABLE = Pattern.compile("[<>*%&:\\\\?.+/]");

    /** What only remediation reads. */
    private static final List<String> REMEDIATION =
            List.of("roleDefinitionIds", "deployment", "deploymentScope", "conflictEffect", "operations");

    private final ExportRequest request;
    private final String name;
    private final Definition definition;
    private final Set<String> types;
    private final ObjectNode properties = JsonNodeFactory.instance.objectNode();
    private final List<String> changes = new ArrayList<>();
    private String effect = "";

    /** A definition on its way: what came of it, or why nothing did. */
    record Outcome(Optional<ExportedDefinition> exported, Optional<LeftOut> leftOut) {}

    private DefinitionExport(ExportRequest request, String name, Definition definition, Set<String> types) {
        this.request = request;
        this.name = name;
        this.definition = definition;
        this.types = types;
    }

    static Outcome of(Document document, Definition definition, Set<String> types, ExportRequest request) {
        String name = definition.name();
        DefinitionExport export = new DefinitionExport(request, name, definition, types);
        Optional<LeftOut> leftOut = export.unassignable()
                .or(() -> export.build(document))
                .or(export::tooLarge)
                .or(() -> export.unknownAlias(document.where()));
        return leftOut.isPresent()
                ? new Outcome(Optional.empty(), leftOut)
                : new Outcome(
                        Optional.of(new ExportedDefinition(
                                name, azureName(name), export.properties, export.effect, export.changes)),
                        Optional.empty());
    }

    static String azureName(String name) {
        return UNNAMEABLE.matcher(name).replaceAll("-");
    }

    private Optional<LeftOut> unassignable() {
        return switch (definition.policyType()) {
            case STATIC ->
                leftOut(LeftOut.Why.fact, "it states what Microsoft guarantees, and Azure evaluates nothing");
            default ->
                switch (definition.mode().kind()) {
                    case VIEWS ->
                        leftOut(
                                LeftOut.Why.view,
                                "it reads a view of several resources, which Azure Policy does not have");
                    case PROVIDER ->
                        leftOut(
                                LeftOut.Why.providerMode,
                                "mode `" + definition.mode().name() + "` belongs to a resource provider");
                    default -> scope();
                };
        };
    }

    private Optional<LeftOut> scope() {
        if (definition.scope() != DefinitionScope.WORKLOAD) {
            return Optional.empty();
        }
        if (request.tag().isEmpty()) {
            return leftOut(
                    LeftOut.Why.workloadScope,
                    "it is about what an AI workload leans on, which only a tag can tell Azure; give --scope-tag");
        }
        return WorkloadTypes.tagged(types)
                ? Optional.empty()
                : leftOut(
                        LeftOut.Why.untagged,
                        "it is about what an AI workload leans on, and resources of its types carry no tags that could say so");
    }

    private boolean narrowed() {
        return definition.scope() == DefinitionScope.WORKLOAD && request.tag().isPresent();
    }

    private Optional<LeftOut> build(Document document) {
        JsonNode source = document.root().path("properties");
        properties.put("displayName", fit(AzureLimit.DISPLAY_NAME, "displayName", source));
        properties.put("description", fit(AzureLimit.DESCRIPTION, "description", source));
        properties.put("policyType", "Custom");
        properties.put("mode", source.path("mode").asText("All"));
        properties.set("metadata", metadata(source.path("metadata")));
        ObjectNode parameters = source.path("parameters").isObject()
                ? source.path("parameters").deepCopy()
                : JsonNodeFactory.instance.objectNode();
        properties.set("parameters", parameters);
        ObjectNode rule = source.path("policyRule").deepCopy();
        properties.set("policyRule", rule);
        Optional<LeftOut> leftOut = effect(rule, parameters);
        if (leftOut.isPresent()) {
            return leftOut;
        }
        withoutRemediation((ObjectNode) rule.path("then"));
        request.tag().filter(tag -> narrowed()).ifPresent(tag -> {
            rule.set("if", TagCondition.narrow(rule.path("if"), tag));
            changes.add("asks for the tag `" + tag + "`");
        });
        withoutUnused(rule, parameters);
        return Optional.empty();
    }

    private String fit(AzureLimit limit, String member, JsonNode source) {
        String text = source.path(member).asText();
        String fitting = limit.fit(text);
        if (!fitting.equals(text)) {
            changes.add(member + " cut, Azure takes " + limit.most() + " characters");
        }
        return fitting;
    }

    /** Azure keeps metadata as it is, but templates that carry a definition evaluate what looks like an expression. */
    private static ObjectNode metadata(JsonNode source) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        source.properties().forEach(member -> {
            if (!holdsExpression(member.getValue())) {
                metadata.set(member.getKey(), member.getValue());
            }
        });
        metadata.remove("guards");
        return metadata;
    }

    private static boolean holdsExpression(JsonNode value) {
        if (value.isContainerNode()) {
            for (JsonNode each : value) {
                if (holdsExpression(each)) {
                    return true;
                }
            }
            return false;
        }
        return value.isTextual() && value.textValue().startsWith("[");
    }

    private Optional<LeftOut> effect(ObjectNode rule, ObjectNode parameters) {
        String written = rule.path("then").path("effect").asText();
        Matcher parameter = EFFECT.matcher(written);
        if (!parameter.matches() || !(parameters.path(parameter.group(1)) instanceof ObjectNode declared)) {
            Optional<Effect> fixed = Effect.named(written).filter(FIXED::contains);
            effect = fixed.map(ExportedEffect::spelled).orElse("");
            return fixed.isPresent()
                    ? Optional.empty()
                    : leftOut(LeftOut.Why.effect, "its effect is always `" + written + "`");
        }
        boolean mayDeny = narrowed() || WorkloadTypes.own(types);
        Optional<ExportedEffect> exported = ExportedEffect.of(declared, request.prevent(), mayDeny);
        if (exported.isEmpty()) {
            return leftOut(LeftOut.Why.effect, "it has no effect that only looks or refuses");
        }
        exported.get().writeTo(declared);
        effect = ExportedEffect.spelled(exported.get().initial());
        if (!mayDeny && denies()) {
            changes.add("without `Deny`, which would refuse what no AI workload has to do with");
        }
        return Optional.empty();
    }

    private boolean denies() {
        return definition.parameters().values().stream()
                .flatMap(parameter -> parameter.allowedValues().stream())
                .anyMatch(value -> value.asText().equalsIgnoreCase(Effect.DENY.wireName()));
    }

    private void withoutRemediation(ObjectNode then) {
        if (!(then.path("details") instanceof ObjectNode details)) {
            return;
        }
        int before = details.size();
        details.remove(REMEDIATION);
        if (details.size() < before) {
            changes.add("without remediation, whose guards Azure does not know");
        }
        if (details.isEmpty()) {
            then.remove("details");
        }
    }

    /** Azure refuses a definition with a parameter that its rule does not use. */
    private void withoutUnused(ObjectNode rule, ObjectNode parameters) {
        Set<String> used = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        PARAMETER.matcher(rule.toString()).results().forEach(result -> used.add(result.group(1)));
        List<String> unused = new ArrayList<>();
        parameters.fieldNames().forEachRemaining(unused::add);
        unused.removeIf(used::contains);
        parameters.remove(unused);
        if (!unused.isEmpty()) {
            changes.add("without the parameters that only remediation and guards use: `" + String.join("`, `", unused)
                    + "`");
        }
    }

    private Optional<LeftOut> tooLarge() {
        if (AzureLimit.NAME.exceededBy(name.length())) {
            return tooMany(AzureLimit.NAME, name.length(), "characters in its name");
        }
        int parameters = properties.path("parameters").size();
        if (AzureLimit.PARAMETERS.exceededBy(parameters)) {
            return tooMany(AzureLimit.PARAMETERS, parameters, "parameters");
        }
        int bytes = Json.text(properties).getBytes(StandardCharsets.UTF_8).length;
        return AzureLimit.BODY.exceededBy(bytes) ? tooMany(AzureLimit.BODY, bytes, "bytes") : Optional.empty();
    }

    private Optional<LeftOut> tooMany(AzureLimit limit, int found, String what) {
        return leftOut(LeftOut.Why.limit, "Azure takes " + limit.most() + " " + what + ", it has " + found);
    }

    private Optional<LeftOut> unknownAlias(String where) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("name", name);
        root.set("properties", properties);
        Compiled<List<String>> unknown = request.aliases().unknown(new Document(where, root));
        if (unknown.value().isEmpty()) {
            return leftOut(LeftOut.Why.broken, unknown.issues().get(0).message());
        }
        List<String> names = unknown.value().get();
        return names.isEmpty()
                ? Optional.empty()
                : leftOut(
                        LeftOut.Why.alias,
                        "Azure's list of aliases lacks `" + String.join("`, `", names)
                                + "`; give a newer list with --aliases");
    }

    private Optional<LeftOut> leftOut(LeftOut.Why why, String reason) {
        return Optional.of(new LeftOut(name, why, reason));
    }

    /** Why a definition that does not compile is left out. */
    static LeftOut broken(String name, List<Issue> issues) {
        return new LeftOut(name, LeftOut.Why.broken, issues.get(0).message());
    }
}
