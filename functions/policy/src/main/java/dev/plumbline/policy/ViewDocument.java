package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.value.Comparison;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A view of several reads as one document.
 *
 * <p>Either all of it is given, and then it is immutable as long as nobody changes the JSON behind it; or its sections are
 * read when a condition first asks for them, and then it belongs to one thread.
 */
public final class ViewDocument {
    private final JsonNode document;
    private final Map<String, String> unreadable;
    private final Optional<Sections> sections;
    /** For each section that was asked for, as it was spelled, why it could not be read; empty if it could. */
    private final Map<String, Optional<String>> asked = new HashMap<>();
    /** Many rules read one document; making it ready twice at once does no harm. */
    private volatile @Nullable PreparedResource prepared;

    /** Reads the sections of one view. */
    public interface Sections {
        /**
         * Reads a section that the document does not have yet.
         *
         * @param name as the rule spells it; may be no section at all
         * @param document the view's document, which gets the section
         * @return why it could not be read, if so
         */
        Optional<String> read(String name, ObjectNode document);
    }

    /**
     * A view's document.
     *
     * @param document {@code {"type": "Plumbline.Views/<name>", "resource": …, sections…}}; a missing node if there is no
     *     such view of the target
     * @param unreadable for each section that could not be read, why; a rule that needs one is {@code unknown}
     */
    public ViewDocument(JsonNode document, Map<String, String> unreadable) {
        this(document, Map.copyOf(unreadable), Optional.empty());
    }

    private ViewDocument(JsonNode document, Map<String, String> unreadable, Optional<Sections> sections) {
        this.document = document;
        this.unreadable = unreadable;
        this.sections = sections;
    }

    /** A view whose sections are read when a condition first asks for them: most are never needed. */
    public static ViewDocument growing(ObjectNode document, Sections sections) {
        return new ViewDocument(document, new HashMap<>(), Optional.of(sections));
    }

    /** The document as far as it was read; missing if there is no such view of the target. */
    public JsonNode document() {
        return document;
    }

    /** The sections that could not be read, and why. */
    public Map<String, String> unreadable() {
        return unreadable;
    }

    /** This view once the named sections have been read. */
    public ViewDocument read(Collection<String> names) {
        names.forEach(this::unreadable);
        return this;
    }

    /** This view with one section more, or another one. */
    public ViewDocument with(String section, JsonNode value) {
        ViewDocument inner = this;
        ObjectNode outer = document.isObject()
                ? ((ObjectNode) document).objectNode().setAll((ObjectNode) document)
                : JsonNodeFactory.instance.objectNode();
        outer.set(section, value);
        return growing(outer, (name, grown) -> {
            Optional<String> why = inner.unreadable(name);
            JsonNode read = Comparison.member(inner.document, name);
            if (why.isEmpty() && !read.isMissingNode()) {
                grown.set(name, read);
            }
            return why;
        });
    }

    /** Reads a section unless it is there; why it could not be read, if so. */
    Optional<String> unreadable(String section) {
        if (sections.isEmpty()) {
            return given(section);
        }
        Optional<String> known = asked.get(section);
        return known == null ? ask(section) : known;
    }

    private Optional<String> ask(String section) {
        boolean there = !Comparison.member(document, section).isMissingNode();
        Optional<String> why = there ? Optional.empty() : sections.orElseThrow().read(section, (ObjectNode) document);
        asked.put(section, why);
        why.ifPresent(reason -> unreadable.put(section, reason));
        return why;
    }

    private Optional<String> given(String section) {
        // Nearly every view is whole, and this is asked at each field that a rule reads.
        if (unreadable.isEmpty()) {
            return Optional.empty();
        }
        for (Map.Entry<String, String> each : unreadable.entrySet()) {
            if (Comparison.sameName(each.getKey(), section)) {
                return Optional.of(each.getValue());
            }
        }
        return Optional.empty();
    }

    PreparedResource prepared() {
        PreparedResource ready = prepared;
        if (ready == null) {
            ready = PreparedResource.ofView(this);
            prepared = ready;
        }
        return ready;
    }
}
