package dev.plumbline.policy.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.value.Comparison;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which views there are, which sections each has, and from which resource types a section is read.
 *
 * <p>Immutable. Names of views and sections compare without case.
 */
public final class ViewCatalogue {
    private static final String FILE = "views.json";
    private static final ViewCatalogue BUNDLED = load();

    private final Map<String, Map<String, Section>> views;

    private ViewCatalogue(Map<String, Map<String, Section>> views) {
        this.views = views;
    }

    /**
     * One section.
     *
     * @param name as views spell it
     * @param reads the full types of the resources that it is put together from
     * @param elsewhere those of them that lie neither above nor below the resource that the view is about
     * @param offline types, or documents of Microsoft Graph, that no live reader reads: only an estate file may carry them
     * @param shape what the documents in it look like
     */
    public record Section(
            String name, Set<String> reads, Set<String> elsewhere, Set<String> offline, SectionShape shape) {
        /** Copies the sets. */
        public Section {
            reads = Collections.unmodifiableSet(new LinkedHashSet<>(reads));
            elsewhere = Set.copyOf(elsewhere);
            offline = Set.copyOf(offline);
        }
    }

    /** The views that come with the program. */
    public static ViewCatalogue bundled() {
        return BUNDLED;
    }

    /** The names of the views. */
    public Set<String> names() {
        return views.keySet();
    }

    /** The sections of a view by name; empty where there is no such view. */
    public Map<String, Section> sections(String view) {
        for (Map.Entry<String, Map<String, Section>> each : views.entrySet()) {
            if (Comparison.sameName(each.getKey(), view)) {
                return each.getValue();
            }
        }
        return Map.of();
    }

    /** A section of a view. */
    public Optional<Section> section(String view, String name) {
        return sections(view).values().stream()
                .filter(section -> Comparison.sameName(section.name(), name))
                .findFirst();
    }

    private static ViewCatalogue load() {
        try (InputStream file = ViewCatalogue.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + ": expected beside " + ViewCatalogue.class.getName());
            }
            Map<String, Map<String, Section>> views = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> view : Document.parse(FILE, file.readAllBytes())
                    .orElseThrow()
                    .root()
                    .properties()) {
                Map<String, Section> sections = new LinkedHashMap<>();
                view.getValue().properties().forEach(each -> {
                    JsonNode said = each.getValue();
                    sections.put(
                            each.getKey(),
                            new Section(
                                    each.getKey(),
                                    texts(said.path("reads")),
                                    texts(said.path("elsewhere")),
                                    texts(said.path("offline")),
                                    shape(said)));
                });
                views.put(view.getKey(), Collections.unmodifiableMap(sections));
            }
            return new ViewCatalogue(Collections.unmodifiableMap(views));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + ": expected the views and their sections", e);
        }
    }

    private static SectionShape shape(JsonNode said) {
        Map<String, Set<String>> inside = new LinkedHashMap<>();
        said.path("inside").properties().forEach(each -> inside.put(each.getKey(), texts(each.getValue())));
        return new SectionShape(
                said.path("many").asBoolean(), texts(said.path("holds")), texts(said.path("facts")), inside);
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new LinkedHashSet<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
