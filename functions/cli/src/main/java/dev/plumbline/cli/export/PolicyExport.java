package dev.plumbline.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.InvalidInput;
import dev.plumbline.cli.Json;
import dev.plumbline.estate.ScopeTag;
import dev.plumbline.policy.Binding;
import dev.plumbline.policy.BoundDefinition;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.BaselineSources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The assignable part of a baseline as an Azure Policy initiative with its definitions.
 *
 * <p>Nothing in it changes a resource, and nothing in it refuses a request for what no AI workload has to do with. The same
 * baseline and the same request give the same bytes.
 */
public final class PolicyExport {
    private final ExportRequest request;
    private final List<ExportedDefinition> exported = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<ObjectNode> references = new ArrayList<>();
    private final ExportedSet set;

    private PolicyExport(BaselineSources sources, ExportRequest request) {
        this.request = request;
        Map<String, Document> documents = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sources.definitions()
                .forEach(document ->
                        documents.putIfAbsent(document.root().path("name").asText(), document));
        JsonNode initiative = sources.initiative().map(Document::root).orElseGet(JsonNodeFactory.instance::objectNode);
        Map<String, ExportedDefinition> known = new LinkedHashMap<>();
        for (JsonNode reference : initiative.at("/properties/policyDefinitions")) {
            String name = ExportedSet.definition(reference);
            if (!known.containsKey(name)
                    && leftOut.stream().noneMatch(each -> each.name().equals(name))) {
                export(name, documents, known);
            }
            if (known.containsKey(name)) {
                references.add(fitting(reference, known.get(name)));
            }
        }
        exported.addAll(known.values());
        set = ExportedSet.of(
                DefinitionExport.azureName(initiative.path("name").asText()),
                initiative.path("properties"),
                references);
    }

    /**
     * Exports the initiative of a baseline.
     *
     * @throws InvalidInput if nothing can be exported, or more than Azure accepts
     */
    public static PolicyExport of(BaselineSources sources, ExportRequest request) {
        PolicyExport export = new PolicyExport(sources, request);
        export.check();
        return export;
    }

    /** What is exported, in the baseline's order. */
    public List<ExportedDefinition> exported() {
        return List.copyOf(exported);
    }

    /** What is not, in the baseline's order. */
    public List<LeftOut> leftOut() {
        return List.copyOf(leftOut);
    }

    /** The files of the export, by their paths below its folder. */
    public Map<String, String> files() {
        Map<String, String> files = new TreeMap<>(new AzFiles(set, exported).files());
        for (ExportedDefinition definition : exported) {
            files.put("Definitions/policyDefinitions/" + definition.name() + ".json", text(definition.toJson()));
        }
        files.put("Definitions/policySetDefinitions/" + set.name() + ".json", text(set.byName()));
        files.put(ExportFolder.MARKER, text(account(files.keySet())));
        return files;
    }

    private void export(String name, Map<String, Document> documents, Map<String, ExportedDefinition> known) {
        Document document = documents.get(name);
        if (document == null) {
            leftOut.add(new LeftOut(name, LeftOut.Why.missing, "there is no definition of that name"));
            return;
        }
        Compiled<BoundDefinition> bound = Definition.compile(document, AliasCatalogue.bundled())
                .then(definition -> definition.bind(Binding.defaults()));
        if (bound.value().isEmpty()) {
            leftOut.add(DefinitionExport.broken(name, bound.issues()));
            return;
        }
        BoundDefinition definition = bound.value().get();
        DefinitionExport.Outcome outcome = DefinitionExport.of(
                document, definition.definition(), definition.triggers().types(), request);
        outcome.exported().ifPresent(made -> {
            boolean taken = known.values().stream().anyMatch(each -> each.name().equalsIgnoreCase(made.name()));
            if (taken) {
                leftOut.add(new LeftOut(
                        name, LeftOut.Why.limit, "Azure would know it as `" + made.name() + "`, like another"));
            } else {
                known.put(name, made);
            }
        });
        outcome.leftOut().ifPresent(leftOut::add);
    }

    /** A reference that gives no parameter which the definition no longer has. */
    private static ObjectNode fitting(JsonNode reference, ExportedDefinition definition) {
        ObjectNode fitting = reference.deepCopy();
        fitting.put("policyDefinitionId", definition.name());
        ObjectNode parameters = fitting.putObject("parameters");
        reference.path("parameters").properties().forEach(parameter -> {
            if (definition.parameters().has(parameter.getKey())) {
                parameters.set(parameter.getKey(), parameter.getValue());
            }
        });
        return fitting;
    }

    private void check() {
        List<String> mistakes = new ArrayList<>();
        if (exported.isEmpty()) {
            mistakes.add(
                    "the baseline: expected a definition that Azure Policy can assign, found none; see `coverage`");
        }
        check(AzureLimit.DEFINITIONS, exported.size(), "definitions", mistakes);
        check(AzureLimit.SET_DEFINITIONS, references.size(), "references", mistakes);
        check(AzureLimit.SET_PARAMETERS, set.parameters().size(), "parameters", mistakes);
        check(AzureLimit.NAME, set.name().length(), "characters in the name", mistakes);
        check(AzureLimit.BODY, text(set.byName()).getBytes(StandardCharsets.UTF_8).length, "bytes", mistakes);
        if (!mistakes.isEmpty()) {
            throw new InvalidInput(mistakes);
        }
    }

    private void check(AzureLimit limit, int found, String what, List<String> mistakes) {
        if (limit.exceededBy(found)) {
            mistakes.add("initiative `" + set.name() + "`: expected at most " + limit.most() + " " + what + ", found "
                    + found + "; split the baseline");
        }
    }

    /** What was exported, what was not and why, and which files this made. */
    private ObjectNode account(Iterable<String> files) {
        ObjectNode account = JsonNodeFactory.instance.objectNode();
        account.put("madeBy", ExportFolder.MADE_BY);
        account.put("initiative", set.name());
        account.put("prevent", request.prevent());
        account.put("scopeTag", request.tag().map(ScopeTag::toString).orElse(null));
        ArrayNode definitions = account.putArray("exported");
        for (ExportedDefinition definition : exported) {
            ObjectNode entry = definitions.addObject();
            entry.put("name", definition.source()).put("definition", definition.name());
            entry.put("effect", definition.effect());
            definition.changes().forEach(entry.putArray("changes")::add);
        }
        ArrayNode others = account.putArray("leftOut");
        leftOut.forEach(each -> others.addObject()
                .put("name", each.name())
                .put("why", each.why().name())
                .put("reason", each.reason()));
        files.forEach(account.putArray("files")::add);
        return account;
    }

    private static String text(JsonNode json) {
        return Json.text(json) + "\n";
    }
}
