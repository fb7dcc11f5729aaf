package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.Estate;
import dev.plumbline.estate.Reach;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Scope;
import dev.plumbline.estate.ViewSource;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.ViewDocument;
import dev.plumbline.policy.view.ViewCatalogue;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Views over an estate: a section is read when a rule first asks for it, and once for each resource of a run. */
public final class EstateViews implements ViewSource {
    private static final String TYPE = "Plumbline.Views/";
    private static final Map<String, Map<String, Section>> READERS = readers();

    private final Scope scope;
    private final Reach reach;

    /**
     * Views of the monitored subscriptions.
     *
     * @param reach tells what AI workloads lean on
     */
    public EstateViews(Scope scope, Reach reach) {
        this.scope = scope;
        this.reach = reach;
    }

    @Override
    public Run begin(Estate estate, Instant now) {
        return new Documents(new Reads(estate, scope, reach, now));
    }

    /** The names of the sections of a view that there is a reader for. */
    static Set<String> sections(String view) {
        return READERS.getOrDefault(view.toLowerCase(Locale.ROOT), Map.of()).keySet();
    }

    private static Map<String, Map<String, Section>> readers() {
        Map<String, Map<String, Section>> readers = new HashMap<>();
        readers.put("aiaccount", merged(AccountSections.ALL, ResourceSections.ALL));
        readers.put("mlworkspace", merged(WorkspaceSections.ALL, ResourceSections.ALL));
        readers.put(
                "dependency",
                merged(
                        DependencySections.ALL,
                        NetworkSections.ALL,
                        GatewaySections.ALL,
                        FrontSections.ALL,
                        EndpointSections.ALL,
                        KeySections.ALL,
                        AlertSections.ALL,
                        ResourceSections.ALL));
        readers.put("subscription", SubscriptionSections.ALL);
        readers.put("tenant", TenantSections.ALL);
        readers.put("change", ChangeSections.ALL);
        return readers;
    }

    @SafeVarargs
    private static Map<String, Section> merged(Map<String, Section>... parts) {
        Map<String, Section> all = new LinkedHashMap<>();
        for (Map<String, Section> part : parts) {
            all.putAll(part);
        }
        return all;
    }

    /** The documents of one run. */
    private static final class Documents implements Run {
        private final Reads reads;
        /** By the resource as it was read: read again, it is another. */
        private final IdentityHashMap<JsonNode, Map<String, Growing>> growing = new IdentityHashMap<>();

        Documents(Reads reads) {
            this.reads = reads;
        }

        @Override
        public ViewDocument view(String view, PreparedResource target, Set<String> sections) {
            Growing document = growing.computeIfAbsent(target.json(), read -> new HashMap<>())
                    .computeIfAbsent(
                            view.toLowerCase(Locale.ROOT),
                            name -> new Growing(view, target.json(), ResourceId.tryParse(target.id())));
            return document.with(sections, reads);
        }
    }

    /** A document that gets a section more whenever a rule asks for one. */
    private static final class Growing {
        private final String view;
        private final JsonNode target;
        private final Optional<ResourceId> id;
        private final Map<String, JsonNode> read = new LinkedHashMap<>();
        private final Map<String, String> unreadable = new HashMap<>();
        private Optional<ViewDocument> last = Optional.empty();

        Growing(String view, JsonNode target, Optional<ResourceId> id) {
            this.view = view;
            this.target = target;
            this.id = id;
        }

        ViewDocument with(Set<String> sections, Reads reads) {
            boolean grown = false;
            for (String section : wanted(sections)) {
                if (!read.containsKey(section) && !unreadable.containsKey(section)) {
                    add(section, reads);
                    grown = true;
                }
            }
            if (grown || last.isEmpty()) {
                ObjectNode document = Json.object().put("type", TYPE + view);
                document.set("resource", target);
                read.forEach(document::set);
                last = Optional.of(new ViewDocument(document, unreadable));
            }
            return last.get();
        }

        /** As the catalogue spells them; what it does not know stays as the rule spells it. */
        private Set<String> wanted(Set<String> sections) {
            ViewCatalogue catalogue = ViewCatalogue.bundled();
            if (sections.contains("*")) {
                return catalogue.sections(view).keySet();
            }
            Set<String> wanted = new java.util.TreeSet<>();
            for (String name : sections) {
                wanted.add(catalogue
                        .section(view, name)
                        .map(ViewCatalogue.Section::name)
                        .orElse(name));
            }
            wanted.remove("resource");
            wanted.remove("type");
            return wanted;
        }

        private void add(String section, Reads reads) {
            Section reader = READERS.getOrDefault(view.toLowerCase(Locale.ROOT), Map.of())
                    .get(section);
            if (reader == null) {
                unreadable.put(section, "the view `" + view + "` has no section `" + section + "`");
                return;
            }
            if (id.isEmpty()) {
                unreadable.put(section, "the resource has no id to look from");
                return;
            }
            try {
                read.put(section, reader.read(new Subject(id.get(), target), reads));
            } catch (Unread why) {
                unreadable.put(section, "section `" + section + "`: " + why.reason());
            }
        }
    }
}
