package dev.plumbline.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * The initiative over the definitions that are exported.
 *
 * @param name its name
 * @param displayName its name for people
 * @param description what it is for
 * @param metadata its version and category
 * @param parameters those that a reference uses
 * @param groups those that a reference belongs to
 * @param references the references as the baseline has them, less parameters that the definition no longer has
 */
record ExportedSet(
        String name,
        String displayName,
        String description,
        ObjectNode metadata,
        ObjectNode parameters,
        ArrayNode groups,
        List<ObjectNode> references) {
    private static final String TYPE = "Microsoft.Authorization/policySetDefinitions";
    private static final Pattern PARAMETER = Pattern.compile("(?i)parameters\\(\\s*'([^']+)'\\s*\\)");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Copies the references. */
    ExportedSet {
        references = List.copyOf(references);
    }

    /** The initiative of the baseline, narrowed to these references. */
    static ExportedSet of(String name, JsonNode properties, List<ObjectNode> references) {
        Set<String> used = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Set<String> joined = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (ObjectNode reference : references) {
            PARAMETER
                    .matcher(reference.path("parameters").toString())
                    .results()
                    .forEach(result -> used.add(result.group(1)));
            reference.path("groupNames").forEach(group -> joined.add(group.asText()));
        }
        ObjectNode metadata = JSON.objectNode();
        for (String member : List.of("version", "category")) {
            metadata.set(member, properties.path("metadata").path(member));
        }
        ObjectNode parameters = JSON.objectNode();
        properties.path("parameters").properties().forEach(parameter -> {
            if (used.contains(parameter.getKey())) {
                parameters.set(parameter.getKey(), parameter.getValue());
            }
        });
        ArrayNode groups = JSON.arrayNode();
        properties.path("policyDefinitionGroups").forEach(group -> {
            if (joined.contains(group.path("name").asText())) {
                groups.add(group);
            }
        });
        return new ExportedSet(
                name,
                AzureLimit.DISPLAY_NAME.fit(properties.path("displayName").asText()),
                AzureLimit.DESCRIPTION.fit(properties.path("description").asText()),
                metadata,
                parameters,
                groups,
                references);
    }

    /** The whole resource, its references by name, as EPAC puts the ids in itself and takes no other members. */
    ObjectNode byName() {
        return resource((definition, reference) -> reference.put("policyDefinitionName", definition));
    }

    /** The references by ids below a scope. */
    ArrayNode below(String scope) {
        return array((definition, reference) -> reference.put(
                "policyDefinitionId", scope + "/providers/Microsoft.Authorization/policyDefinitions/" + definition));
    }

    private ObjectNode resource(BiConsumer<String, ObjectNode> named) {
        ObjectNode json = JSON.objectNode().put("name", name).put("type", TYPE);
        ObjectNode properties = json.putObject("properties");
        properties.put("displayName", displayName).put("description", description);
        properties.set("metadata", metadata);
        properties.set("parameters", parameters);
        properties.set("policyDefinitionGroups", groups);
        properties.set("policyDefinitions", array(named));
        return json;
    }

    private ArrayNode array(BiConsumer<String, ObjectNode> named) {
        ArrayNode array = JSON.arrayNode();
        for (ObjectNode reference : references) {
            ObjectNode written = array.addObject();
            written.set("policyDefinitionReferenceId", reference.path("policyDefinitionReferenceId"));
            named.accept(definition(reference), written);
            written.set("parameters", reference.path("parameters"));
            written.set("groupNames", reference.path("groupNames"));
        }
        return array;
    }

    /** The name of the definition that a reference is about. */
    static String definition(JsonNode reference) {
        String id = reference.path("policyDefinitionId").asText();
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
