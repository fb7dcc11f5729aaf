package dev.plumbline.estate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Context;
import dev.plumbline.policy.DefinitionScope;
import dev.plumbline.policy.ExistenceScope;
import dev.plumbline.policy.Lookup;
import dev.plumbline.policy.Membership;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.RelatedQuery;
import dev.plumbline.policy.ViewDocument;
import dev.plumbline.policy.World;
import dev.plumbline.policy.value.Comparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What surrounds a resource, read from the estate when a rule asks for it and at most once in a run.
 *
 * <p>For one thread and one run. Throws {@link TransientFailure} where the estate does.
 */
public final class EstateWorld implements World {
    /** How listings of resource groups call the type that policies know by its full name. */
    private static final String SHORT_GROUP = "Microsoft.Resources/resourceGroups";
    /** Types that stand on another resource: they are looked for on the resource, never beside it. */
    private static final Set<String> EXTENSIONS = Set.of(
            "microsoft.authorization/denyassignments",
            "microsoft.authorization/locks",
            "microsoft.authorization/policyassignments",
            "microsoft.authorization/policyexemptions",
            "microsoft.authorization/roleassignments",
            "microsoft.automanage/configurationprofileassignments",
            "microsoft.chaos/targets",
            "microsoft.consumption/budgets",
            "microsoft.eventgrid/eventsubscriptions",
            "microsoft.guestconfiguration/guestconfigurationassignments",
            "microsoft.insights/datacollectionruleassociations",
            "microsoft.insights/diagnosticsettings",
            "microsoft.insights/diagnosticsettingscategories",
            "microsoft.kubernetesconfiguration/extensions",
            "microsoft.kubernetesconfiguration/fluxconfigurations",
            "microsoft.kubernetesconfiguration/sourcecontrolconfigurations",
            "microsoft.maintenance/configurationassignments",
            "microsoft.policyinsights/attestations",
            "microsoft.policyinsights/remediations",
            "microsoft.security/advancedthreatprotectionsettings",
            "microsoft.security/assessments",
            "microsoft.security/complianceresults",
            "microsoft.security/defenderforstoragesettings",
            "microsoft.security/servervulnerabilityassessments",
            "microsoft.security/sqlvulnerabilityassessments",
            "microsoft.securityinsights/dataconnectors",
            "microsoft.securityinsights/onboardingstates",
            "microsoft.servicelinker/linkers");

    private final Estate estate;
    private final Reach reach;
    private final Surroundings surroundings;
    private final Instant now;
    private final ViewSource.Run views;
    private final Map<String, Membership> memberships = new HashMap<>();
    private final Map<String, Context> contexts = new HashMap<>();

    /** A world for one run at a moment in time. */
    public EstateWorld(Estate estate, Reach reach, Surroundings surroundings, ViewSource views, Instant now) {
        this.estate = new OnceEstate(estate);
        this.views = views.begin(this.estate, now);
        this.reach = reach;
        this.surroundings = surroundings;
        this.now = now;
    }

    /** Whether a type is one of extension resources, as far as it is known. */
    public static boolean isExtension(String type) {
        return EXTENSIONS.contains(type.toLowerCase(Locale.ROOT));
    }

    @Override
    public Lookup related(RelatedQuery query) {
        Optional<ResourceId> id = ResourceId.tryParse(query.resource().id());
        if (id.isEmpty()) {
            return new Lookup.Unreadable("the resource has no id to look from");
        }
        Optional<String> name = query.name().filter(text -> !text.isBlank());
        if (name.isPresent() && !name.get().endsWith("?")) {
            Optional<ResourceId> named = named(id.get(), query, name.get());
            if (named.isPresent()) {
                return one(estate.read(named.get()), query);
            }
        }
        return several(list(id.get(), query), query);
    }

    @Override
    public ViewDocument view(String view, PreparedResource target, Set<String> sections) {
        return views.view(view, target, sections);
    }

    @Override
    public Membership reach(DefinitionScope scope, PreparedResource target) {
        if (scope == DefinitionScope.ALL) {
            return Membership.INSIDE;
        }
        return memberships.computeIfAbsent(
                scope + " " + target.id(),
                key -> ResourceId.tryParse(target.id())
                        .map(id -> scope == DefinitionScope.WORKLOAD
                                ? reach.workload(id, target.json())
                                : reach.subscription(id))
                        .orElse(Membership.UNKNOWN));
    }

    @Override
    public Context context(PreparedResource target) {
        Optional<ResourceId> id = ResourceId.tryParse(target.id());
        String key = id.map(EstateWorld::group).map(ResourceId::key).orElse("");
        return contexts.computeIfAbsent(key, missing -> new Context(members(id)));
    }

    private static ResourceId group(ResourceId id) {
        ResourceId at = id;
        while (at.isResource() && at.parent().isPresent()) {
            at = at.parent().get();
        }
        return at;
    }

    private ObjectNode members(Optional<ResourceId> id) {
        ObjectNode members = JsonNodeFactory.instance.objectNode().put("utcNow", now.toString());
        id.flatMap(ResourceId::subscriptionId).ifPresent(subscription -> {
            ResourceId at = ResourceId.subscription(subscription);
            members.set("subscription", surroundings.of(at));
        });
        id.map(EstateWorld::group)
                .filter(group -> group.resourceGroup().isPresent())
                .ifPresent(group -> members.set("resourceGroup", surroundings.of(group)));
        return members;
    }

    /** The one resource that type and name point at; empty where only a listing can tell. */
    private static Optional<ResourceId> named(ResourceId id, RelatedQuery query, String name) {
        String type = query.type();
        String own = id.type() + "/";
        if (type.toLowerCase(Locale.ROOT).startsWith(own.toLowerCase(Locale.ROOT))) {
            String[] types = type.substring(own.length()).split("/", -1);
            String[] names = name.split("/", -1);
            int skip = names.length - types.length;
            return skip < 0 ? Optional.empty() : descend(id, types, names, skip);
        }
        if (EXTENSIONS.contains(type.toLowerCase(Locale.ROOT))) {
            return ResourceId.tryParse(id + "/providers/" + type + "/" + last(name));
        }
        return Optional.empty();
    }

    private static Optional<ResourceId> descend(ResourceId id, String[] types, String[] names, int skip) {
        StringBuilder path = new StringBuilder(id.toString());
        for (int i = 0; i < types.length; i++) {
            path.append('/').append(types[i]).append('/').append(names[skip + i]);
        }
        return ResourceId.tryParse(path.toString());
    }

    private Reading<List<Resource>> list(ResourceId id, RelatedQuery query) {
        String type = query.type();
        String own = id.type().toLowerCase(Locale.ROOT) + "/";
        if (type.toLowerCase(Locale.ROOT).startsWith(own)) {
            return descendants(id, type, own.length());
        }
        Optional<String> subscription = id.subscriptionId();
        if (query.holdsBelow() && subscription.isPresent()) {
            return estate.list(subscription.get(), Optional.empty(), type);
        }
        if (EXTENSIONS.contains(type.toLowerCase(Locale.ROOT))) {
            return estate.children(id, type);
        }
        if (subscription.isEmpty()) {
            return new Reading.Unreadable<>("`" + type + "` cannot be looked for outside a subscription");
        }
        boolean whole = query.existenceScope() == ExistenceScope.SUBSCRIPTION;
        Optional<String> group = whole
                ? Optional.empty()
                : query.resourceGroupName().filter(name -> !name.isBlank()).or(id::resourceGroup);
        return estate.list(subscription.get(), group, type);
    }

    /** Children of children are listed parent by parent. */
    private Reading<List<Resource>> descendants(ResourceId id, String type, int from) {
        int end = type.indexOf('/', from);
        Reading<List<Resource>> level = estate.children(id, end < 0 ? type : type.substring(0, end));
        if (end < 0 || !(level instanceof Reading.Present<List<Resource>> present)) {
            return level;
        }
        List<Resource> all = new ArrayList<>();
        for (Resource parent : present.value()) {
            Reading<List<Resource>> below = descendants(parent.id(), type, end + 1);
            if (below instanceof Reading.Unreadable<List<Resource>>) {
                return below;
            }
            if (below instanceof Reading.Present<List<Resource>> found) {
                all.addAll(found.value());
            }
        }
        return new Reading.Present<>(all);
    }

    private static Lookup one(Reading<Resource> reading, RelatedQuery query) {
        if (reading instanceof Reading.Present<Resource> present) {
            return found(List.of(present.value()), query);
        }
        if (reading instanceof Reading.Unreadable<Resource> unreadable) {
            return new Lookup.Unreadable(unreadable.reason());
        }
        return new Lookup.Found(List.of());
    }

    private static Lookup several(Reading<List<Resource>> reading, RelatedQuery query) {
        if (reading instanceof Reading.Present<List<Resource>> present) {
            return found(present.value(), query);
        }
        if (reading instanceof Reading.Unreadable<List<Resource>> unreadable) {
            return new Lookup.Unreadable(unreadable.reason());
        }
        return new Lookup.Found(List.of());
    }

    private static Lookup found(List<Resource> resources, RelatedQuery query) {
        List<PreparedResource> found = new ArrayList<>();
        for (Resource resource : resources) {
            PreparedResource prepared = prepared(resource);
            if (query.means(prepared)) {
                found.add(prepared);
            }
        }
        return new Lookup.Found(found);
    }

    /** The resource for evaluation. */
    public static PreparedResource prepared(Resource resource) {
        return PreparedResource.of(whole(resource), resource.apiVersion());
    }

    /** The resource's document; where it does not say id, name and type, they are taken from the resource's id. */
    public static ObjectNode whole(Resource resource) {
        ObjectNode json = resource.json();
        boolean shortGroup =
                SHORT_GROUP.equalsIgnoreCase(Comparison.member(json, "type").asText(""));
        if (!shortGroup && says(json, "id") && says(json, "name") && says(json, "type")) {
            return json;
        }
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.put("id", resource.id().toString())
                .put("name", resource.id().name())
                .put("type", resource.id().type());
        json.fields().forEachRemaining(member -> {
            boolean replaced = shortGroup && member.getKey().equalsIgnoreCase("type");
            if (!member.getValue().isNull() && !replaced) {
                whole.set(member.getKey(), member.getValue());
            }
        });
        return whole;
    }

    private static boolean says(ObjectNode json, String member) {
        JsonNode value = Comparison.member(json, member);
        return value.isTextual() && !value.textValue().isEmpty();
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
