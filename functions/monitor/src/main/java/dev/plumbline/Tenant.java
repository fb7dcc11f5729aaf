package dev.plumbline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.Reading;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import java.time.Instant;
import java.util.Optional;

/** The tenant as a resource: Resource Manager has no document of it that says more than its id. */
final class Tenant {
    static final String TYPE = "Microsoft.Resources/tenants";

    private Tenant() {}

    static boolean is(ResourceId id) {
        return id.type().equalsIgnoreCase(TYPE);
    }

    /** The tenant that a subscription's document names. */
    static Optional<ResourceId> of(Reading<Resource> subscription) {
        if (!(subscription instanceof Reading.Present<Resource> present)) {
            return Optional.empty();
        }
        JsonNode tenantId = present.value().json().path("tenantId");
        return tenantId.isTextual() ? ResourceId.tryParse("/tenants/" + tenantId.textValue()) : Optional.empty();
    }

    /** Its document at a moment. */
    static Resource resource(ResourceId id, Instant now) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("id", id.toString())
                .put("name", id.name())
                .put("type", TYPE);
        return new Resource(id, document, "", Optional.empty(), now);
    }
}
