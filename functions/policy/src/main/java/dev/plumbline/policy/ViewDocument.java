package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A view of several reads as one document.
 *
 * <p>Immutable as long as nobody changes the JSON behind it.
 */
public final class ViewDocument {
    private final JsonNode document;
    private final Map<String, String> unreadable;
    /** Many rules read one document; making it ready twice at once does no harm. */
    private volatile @Nullable PreparedResource prepared;

    /**
     * A view's document.
     *
     * @param document {@code {"type": "Plumbline.Views/<name>", "resource": …, sections…}}; a missing node if there is no
     *     such view of the target
     * @param unreadable for each section that could not be read, why; a rule that needs one is {@code unknown}
     */
    public ViewDocument(JsonNode document, Map<String, String> unreadable) {
        this.document = document;
        this.unreadable = Map.copyOf(unreadable);
    }

    /** The document; missing if there is no such view of the target. */
    public JsonNode document() {
        return document;
    }

    /** The sections that could not be read, and why. */
    public Map<String, String> unreadable() {
        return unreadable;
    }

    PreparedResource prepared() {
        PreparedResource ready = prepared;
        if (ready == null) {
            ready = PreparedResource.ofView(document, unreadable);
            prepared = ready;
        }
        return ready;
    }
}
