package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.estate.ResourceId;

/**
 * What a view is about.
 *
 * @param id its id
 * @param json its JSON
 */
record Subject(ResourceId id, JsonNode json) {
    boolean isOfType(String type) {
        return id.type().equalsIgnoreCase(type);
    }
}
