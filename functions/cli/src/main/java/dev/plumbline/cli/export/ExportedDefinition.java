package dev.plumbline.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A definition that Azure can be given.
 *
 * @param source the name of the definition that Plumbline judges by
 * @param name its own, which differs where Azure does not take that
 * @param properties everything else, as Azure has it; must not be changed
 * @param effect the effect that it has without any assignment's word
 * @param changes what is different from the definition that Plumbline judges by
 */
public record ExportedDefinition(
        String source, String name, ObjectNode properties, String effect, List<String> changes) {
    private static final String TYPE = "Microsoft.Authorization/policyDefinitions";

    /** Copies the changes. */
    public ExportedDefinition {
        changes = List.copyOf(changes);
    }

    String text(String member) {
        return properties.path(member).asText();
    }

    JsonNode parameters() {
        return properties.path("parameters");
    }

    JsonNode rule() {
        return properties.path("policyRule");
    }

    JsonNode metadata() {
        return properties.path("metadata");
    }

    ObjectNode toJson() {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("name", name).put("type", TYPE);
        json.set("properties", properties);
        return json;
    }
}
