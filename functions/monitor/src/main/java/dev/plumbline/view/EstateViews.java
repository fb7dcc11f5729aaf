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

/** Views over an estate: a section is read when a condition first asks for it, and once for each resource of a run. */
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
                        SubscriptionKeySections.ALL,
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
        private final IdentityHashMap<JsonNode, Map<String, ViewDocument>> growing = new IdentityHashMap<>();

        Documents(Reads reads) {
            this.reads = reads;
        }

        @Override
        public ViewDocument view(String view, PreparedResource target, Set<String> sections) {
            return growing.computeIfAbsent(target.json(), read -> new HashMap<>())
                    .computeIfAbsent(view.toLowerCase(Locale.ROOT), name -> begun(view, target));
        }

        private ViewDocument begun(String view, PreparedResource target) {
            ObjectNode document = Json.object().put("type", TYPE + view);
            document.set("resource", target.json());
            return ViewDocument.growing(
                    document, new Growing(view, target.json(), ResourceId.tryParse(target.id()), reads));
        }
    }

    /** The sections of one view, each read when a condition first asks for it. */
    private record Growing(String view, JsonNode target, Optional<ResourceId> id, Reads reads)
            implements ViewDocument.Sections {
        @Override
        public Optional<String> read(String name, ObjectNode document) {
            String section = ViewCatalogue.bundled()
                    .section(view, name)
                    .map(ViewCatalogue.Section::name)
                    .orElse(name);
            Section reader = READERS.getOrDefault(view.toLowerCase(Locale.ROOT), Map.of())
                    .get(section);
            if (reader == null) {
                return Optional.of("the view `" + view + "` has no section `" + section + "`");
            }
            if (id.isEmpty()) {
                return Optional.of("the resource has no id to look from");
            }
            try {
                document.set(section, reader.read(new Subject(id.get(), target), reads));
                return Optional.empty();
            } catch (Unread why) {
                return Optional.of(why.reason());
            }
        }
    }
}
