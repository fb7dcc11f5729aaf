package dev.plumbline.cli.local.estate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.Members;
import dev.plumbline.estate.ResourceId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The resources of the embedded Azure: what a file said at first, and every change since.
 *
 * <p>Ids compare without regard to case. A subscription or group that holds something exists even without a document of
 * its own, and a group stays when the last thing in it is deleted. Children that Azure keeps inside their parent (private
 * endpoint connections, subnets, security rules, …) are found there too. Thread-safe; a change that rests on a reading is made inside {@link #exclusively}. With a directory every
 * change is on disk when the call returns.
 */
public final class EstateStore {
    /** Children that Azure shows as an array of their parent's properties as well. */
    public static final Set<String> INLINE_CHILDREN =
            Set.of("privateendpointconnections", "subnets", "securityrules", "virtualnetworkpeerings", "routes");

    private static final Set<String> INHERITED = Set.of(
            "microsoft.authorization/roleassignments",
            "microsoft.authorization/locks",
            "microsoft.authorization/policyassignments",
            "microsoft.authorization/policyexemptions",
            "microsoft.authorization/roleassignmentscheduleinstances",
            "microsoft.authorization/roleeligibilityscheduleinstances");
    private static final List<String> SETTINGS = List.of(
            "microsoft.authorization/",
            "microsoft.security/",
            "microsoft.policyinsights/",
            "microsoft.consumption/",
            "microsoft.resources/",
            "microsoft.insights/diagnosticsettings");
    private static final String GROUPS = "microsoft.resources/subscriptions/resourcegroups";

    private final NavigableMap<String, StoredResource> resources = new ConcurrentSkipListMap<>();
    private final Map<String, NavigableSet<String>> keysOfType = new ConcurrentHashMap<>();
    private final Set<String> standing = ConcurrentHashMap.newKeySet();
    private final ReentrantLock writing = new ReentrantLock();
    private final Optional<EstateFolder> folder;
    private final Set<String> notExported;
    private final List<JsonNode> graphDocuments;
    private final Supplier<UUID> ids;

    private EstateStore(EstateFile file, Optional<EstateFolder> folder, Supplier<UUID> ids) {
        this.folder = folder;
        this.notExported = file.notExported();
        this.graphDocuments = file.graphDocuments();
        this.ids = ids;
    }

    /** An estate in memory. */
    public static EstateStore of(EstateFile file, Supplier<UUID> ids) {
        EstateStore store = new EstateStore(file, Optional.empty(), ids);
        file.resources().forEach(exported -> store.keep(seeded(exported)));
        return store;
    }

    /**
     * An estate in a directory: the one that is there, or, where there is none yet, the one of the file.
     *
     * @param seed read only where the directory holds no estate
     * @throws InvalidEstate where the directory holds something else or is damaged
     */
    public static EstateStore open(Path directory, Supplier<EstateFile> seed, Supplier<UUID> ids) {
        EstateFolder folder = new EstateFolder(directory);
        Optional<EstateFolder.Contents> kept = folder.load();
        if (kept.isPresent()) {
            EstateStore store = new EstateStore(kept.get().frame(), Optional.of(folder), ids);
            kept.get().resources().forEach(store::keep);
            return store;
        }
        EstateFile file = seed.get();
        EstateStore store = new EstateStore(file, Optional.of(folder), ids);
        file.resources().forEach(exported -> store.keep(seeded(exported)));
        folder.begin(file, store.resources.values());
        return store;
    }

    /** The types that the file does not claim to hold, lower-case. */
    public Set<String> notExported() {
        return notExported;
    }

    /** Whether resources of a type are unknown here rather than absent. */
    public boolean unknown(String type) {
        return notExported.contains(type.toLowerCase(Locale.ROOT)) || notExported.contains(canonical(type));
    }

    /** Microsoft Graph's documents. */
    public List<JsonNode> graphDocuments() {
        return graphDocuments;
    }

    /** Makes subscriptions exist, also while nothing is in them. */
    public void addSubscriptions(Collection<String> subscriptions) {
        subscriptions.forEach(id -> standing.add(id.toLowerCase(Locale.ROOT)));
    }

    /** The ids of all subscriptions that stand or that there is something of, lower-case. */
    public Set<String> subscriptions() {
        Set<String> found = new TreeSet<>(standing);
        String root = "/subscriptions/";
        for (String key = resources.ceilingKey(root);
                key != null && key.startsWith(root);
                key = resources.ceilingKey(root + first(key) + "0")) {
            found.add(first(key));
        }
        return found;
    }

    /** One resource. */
    public Optional<StoredResource> find(ResourceId id) {
        StoredResource stored = resources.get(id.key());
        return stored != null
                ? Optional.of(stored)
                : inline(id).or(() -> implied(id)).or(() -> BuiltInRoles.all().find(id));
    }

    /** Whether there is such a resource. */
    public boolean exists(ResourceId id) {
        return find(id).isPresent();
    }

    /** Every resource with a document of its own, by id. */
    public Collection<StoredResource> all() {
        return List.copyOf(resources.values());
    }

    /** Everything below a resource, group or subscription, by id; extensions on it and on what is below it too. */
    public List<StoredResource> below(ResourceId scope) {
        return List.copyOf(range(scope.key()).values());
    }

    /** The children, or the extension resources, of a type that stand on {@code parent} itself, by id. */
    public List<StoredResource> children(ResourceId parent, String type) {
        String canonical = canonical(type);
        List<StoredResource> found = new ArrayList<>();
        for (String key : keysBelow(parent, canonical)) {
            StoredResource stored = resources.get(key);
            if (stored != null && stored.id().parent().filter(parent::equals).isPresent()) {
                found.add(stored);
            }
        }
        String last = canonical.substring(canonical.lastIndexOf('/') + 1);
        if (INLINE_CHILDREN.contains(last) && canonical.equals(canonical(parent.type() + "/" + last))) {
            StoredResource holder = resources.get(parent.key());
            List<StoredResource> shown = holder == null ? List.of() : Inline.all(holder, last);
            shown.stream()
                    .filter(each -> found.stream().noneMatch(known -> known.id().equals(each.id())))
                    .toList()
                    .forEach(found::add);
        }
        return found;
    }

    /** The resources of a type anywhere below a group or subscription, by id. */
    public List<StoredResource> ofType(ResourceId scope, String type) {
        List<StoredResource> found = new ArrayList<>();
        for (String key : keysBelow(scope, canonical(type))) {
            StoredResource stored = resources.get(key);
            if (stored != null) {
                found.add(stored);
            }
        }
        return found;
    }

    /**
     * What Azure lists of a type at a scope: for what is inherited (role assignments, locks, policy assignments) everything
     * there and below, for other types everything below that is not set on something below. Role definitions come with the
     * built-in ones.
     *
     * @param scope a group or subscription; the tenant where empty
     */
    public List<StoredResource> listed(Optional<ResourceId> scope, String type) {
        List<StoredResource> found = new ArrayList<>();
        if (canonical(type).equals(canonical(BuiltInRoles.TYPE))) {
            found.addAll(BuiltInRoles.all().list(scope));
        }
        if (scope.isEmpty()) {
            found.addAll(range("/providers/" + type.toLowerCase(Locale.ROOT)).values());
            return found;
        }
        boolean inherited = INHERITED.contains(canonical(type));
        if (inherited) {
            found.addAll(above(canonical(type)));
        }
        for (StoredResource each : ofType(scope.get(), type)) {
            boolean here = each.id().scope().filter(scope.get()::equals).isPresent();
            if (inherited || here || !each.id().isExtension()) {
                found.add(each);
            }
        }
        return found;
    }

    /** What is set on management groups or the tenant: the file holds those above its subscriptions. */
    private List<StoredResource> above(String canonicalType) {
        NavigableSet<String> keys = keysOfType.getOrDefault(canonicalType, new ConcurrentSkipListSet<>());
        return keys.subSet("/providers/", "/providers0").stream()
                .map(resources::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether a resource is one that Azure deploys into a group on its own: no child, no setting, assignment or lock. */
    public static boolean standsAlone(ResourceId id) {
        String type = id.type().toLowerCase(Locale.ROOT);
        return id.resourceGroup().isPresent()
                && !id.isChild()
                && !id.isExtension()
                && !type.equals(GROUPS)
                && SETTINGS.stream().noneMatch(type::startsWith);
    }

    /** Does a piece of work during which nobody else writes. */
    public <T> T exclusively(Supplier<T> work) {
        writing.lock();
        try {
            return work.get();
        } finally {
            writing.unlock();
        }
    }

    /** Puts a resource, under a new entity tag, in the place of what is there. */
    public StoredResource put(ResourceId id, ObjectNode json) {
        return exclusively(() -> {
            String etag = "\"" + ids.get() + "\"";
            if (json.has("etag")) {
                json.put("etag", etag);
            }
            StoredResource stored = new StoredResource(id, json, etag);
            folder.ifPresent(f -> f.keep(stored));
            keep(stored);
            return stored;
        });
    }

    /** Removes a resource alone, not what is below it. */
    public void remove(ResourceId id) {
        exclusively(() -> {
            Optional<StoredResource> group = group(id).flatMap(this::implied);
            StoredResource gone = resources.remove(id.key());
            if (gone != null) {
                keysOfType
                        .getOrDefault(canonical(id.type()), new ConcurrentSkipListSet<>())
                        .remove(id.key());
                folder.ifPresent(f -> f.forget(id));
            }
            group.filter(emptied -> implied(emptied.id()).isEmpty()).ifPresent(emptied -> {
                folder.ifPresent(f -> f.keep(emptied));
                keep(emptied);
            });
            return gone;
        });
    }

    /** A type's name in lower case, resource groups under the one name that their ids give them. */
    static String canonical(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.equals("microsoft.resources/resourcegroups") ? GROUPS : lower;
    }

    private void keep(StoredResource stored) {
        resources.put(stored.id().key(), stored);
        keysOfType
                .computeIfAbsent(canonical(stored.id().type()), type -> new ConcurrentSkipListSet<>())
                .add(stored.id().key());
    }

    private NavigableMap<String, StoredResource> range(String key) {
        return resources.subMap(key + "/", true, key + "0", false);
    }

    private NavigableSet<String> keysBelow(ResourceId scope, String canonicalType) {
        NavigableSet<String> keys = keysOfType.get(canonicalType);
        return keys == null ? new TreeSet<>() : keys.subSet(scope.key() + "/", true, scope.key() + "0", false);
    }

    private Optional<StoredResource> inline(ResourceId id) {
        return Inline.shows(id)
                ? id.parent()
                        .flatMap(parent -> Optional.ofNullable(resources.get(parent.key())))
                        .flatMap(parent -> Inline.find(parent, id))
                : Optional.empty();
    }

    /** The group that a resource lies in. */
    private static Optional<ResourceId> group(ResourceId id) {
        Optional<ResourceId> at = id.parent();
        while (at.isPresent() && !canonical(at.get().type()).equals(GROUPS)) {
            at = at.get().parent();
        }
        return at;
    }

    /** A group or subscription that has no document and exists all the same. */
    private Optional<StoredResource> implied(ResourceId id) {
        boolean group = canonical(id.type()).equals(GROUPS);
        boolean subscription = id.type().equals("Microsoft.Resources/subscriptions");
        if (!group && !subscription || resources.containsKey(id.key())) {
            return Optional.empty();
        }
        Optional<JsonNode> within = Optional.ofNullable(resources.ceilingEntry(id.key() + "/"))
                .filter(held -> held.getKey().startsWith(id.key() + "/"))
                .map(held -> held.getValue().json());
        boolean stands = !group && standing.contains(id.name().toLowerCase(Locale.ROOT));
        if (within.isEmpty() && !stands) {
            return Optional.empty();
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id.toString());
        if (group) {
            json.put("name", id.name()).put("type", "Microsoft.Resources/resourceGroups");
            json.set(
                    "location",
                    within.map(held -> Members.at(held, "location"))
                            .filter(JsonNode::isTextual)
                            .orElse(json.textNode("global")));
            json.putObject("properties").put("provisioningState", "Succeeded");
        } else {
            json.put("subscriptionId", id.name()).put("displayName", id.name()).put("state", "Enabled");
        }
        return Optional.of(new StoredResource(id, json, tag(json)));
    }

    private static StoredResource seeded(EstateFile.Exported exported) {
        String etag = Members.text(exported.json(), "etag").orElseGet(() -> tag(exported.json()));
        return new StoredResource(exported.id(), exported.json(), etag);
    }

    private static String tag(JsonNode json) {
        return "\"" + digest(json.toString()).substring(0, 32) + "\"";
    }

    static String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String first(String key) {
        String rest = key.substring("/subscriptions/".length());
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }
}
