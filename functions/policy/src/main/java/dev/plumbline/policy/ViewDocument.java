package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A view of several reads as one document.
 *
 * @param document {@code {"type": "Plumbline.Views/<name>", "resource": …, sections…}}; a missing node if there is no
 *     such view of the target
 * @param unreadable for each section that could not be read, why; a rule that needs one is {@code unknown}
 */
public record ViewDocument(JsonNode document, Map<String, String> unreadable) {

    /** Copies the map. */
    public ViewDocument {
        unreadable = Map.copyOf(unreadable);
    }
}
