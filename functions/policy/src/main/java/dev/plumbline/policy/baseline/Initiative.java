package dev.plumbline.policy.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.template.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A policy set: which definitions are judged together, with which parameters, under which controls.
 *
 * <p>Immutable. The controls are the set's {@code policyDefinitionGroups}.
 */
final class Initiative {
    private static final int MOST_REFERENCES = 5_000;

    private final String where;
    private final String id;
    private final String version;
    private final SetParameters parameters;
    private final List<Reference> references;

    private Initiative(String where, String id, String version, SetParameters parameters, List<Reference> references) {
        this.where = where;
        this.id = id;
        this.version = version;
        this.parameters = parameters;
        this.references = List.copyOf(references);
    }

    /** Reads a policy set, wrapped in {@code properties} or bare; what cannot be read is left out and reported. */
    static Initiative read(Document document, Issues issues) {
        Members root = Members.of("$", document.root(), issues);
        Members body = root.has("properties") ? root.child("properties") : root;
        SetParameters parameters = SetParameters.read(document, issues);
        if (!body.get("policyDefinitions").isArray()) {
            body.error(
                    "policyDefinitions",
                    "an array of references",
                    Members.described(body.get("policyDefinitions")),
                    "give a policy set definition");
        }
        String name = DefinitionShelf.name(document);
        return new Initiative(
                document.where(),
                root.text("id").orElse("/providers/Microsoft.Authorization/policySetDefinitions/" + name),
                body.text("version")
                        .or(() -> body.child("metadata").text("version"))
                        .orElse("0.0.0"),
                parameters,
                new ReferenceReader(body, parameters.names(), issues).read());
    }

    String where() {
        return where;
    }

    String id() {
        return id;
    }

    String name() {
        return Reference.lastSegment(id);
    }

    String version() {
        return version;
    }

    List<Reference> references() {
        return references;
    }

    /**
     * The values of the set's parameters under an assignment; names ignore case.
     *
     * @param issues receives unknown names, values that are not allowed, and parameters without a value
     */
    Map<String, JsonNode> values(Assignment assignment, Issues issues) {
        return parameters.values(assignment.parameters(), issues);
    }

    /** Reads the references one by one and holds them against each other and against the groups. */
    private static final class ReferenceReader {
        private final Members body;
        private final InitiativeNames names;
        private final Issues issues;
        private final List<String> groups = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();

        private ReferenceReader(Members body, Set<String> parameterNames, Issues issues) {
            this.body = body;
            this.names = new InitiativeNames(parameterNames, issues);
            this.issues = issues;
        }

        private List<Reference> read() {
            for (Members group : body.objects("policyDefinitionGroups")) {
                groups.add(group.required("name", "the name of the group"));
            }
            List<Reference> references = new ArrayList<>();
            List<Members> all = body.get("policyDefinitions").isArray() ? body.objects("policyDefinitions") : List.of();
            if (all.size() > MOST_REFERENCES) {
                body.error(
                        "policyDefinitions",
                        "at most " + MOST_REFERENCES + " references",
                        all.size() + "",
                        "split the set");
                return references;
            }
            for (int i = 0; i < all.size(); i++) {
                references.add(read(all.get(i), body.path("policyDefinitions") + "[" + i + "]"));
            }
            return references;
        }

        private Reference read(Members reference, String path) {
            String definitionId = reference.required("policyDefinitionId", "the id of a definition");
            String id = reference
                    .text("policyDefinitionReferenceId")
                    .filter(text -> !text.isBlank())
                    .orElse(Reference.lastSegment(definitionId));
            if (!ids.add(id.toLowerCase(Locale.ROOT))) {
                reference.error(
                        "policyDefinitionReferenceId",
                        "an id of its own",
                        "`" + id + "` a second time",
                        "rename one of the two");
            }
            List<String> controls = reference.texts("groupNames");
            for (String control : controls) {
                if (groups.stream().noneMatch(control::equalsIgnoreCase)) {
                    reference.error(
                            "groupNames",
                            "a group of `policyDefinitionGroups`",
                            "`" + control + "`",
                            Members.nearest(control, groups));
                }
            }
            return new Reference(
                    id,
                    definitionId,
                    Assignment.version(reference, "definitionVersion"),
                    parameters(reference),
                    controls,
                    path);
        }

        private Map<String, Template> parameters(Members reference) {
            Map<String, Template> templates = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : reference.entries("parameters")) {
                String path = reference.path("parameters") + "." + entry.getKey();
                if (entry.getValue() instanceof ObjectNode object && object.has("value")) {
                    templates.put(
                            entry.getKey(), Template.compile(object.get("value"), names, issues, path + ".value"));
                } else {
                    issues.error(
                            path,
                            "an object with `value`",
                            Members.described(entry.getValue()),
                            "write `{\"value\": …}`");
                }
            }
            return templates;
        }
    }
}
