package dev.plumbline.policy.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Context;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.World;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The resource under evaluation as scopes, selectors and exemptions see it; what they need is read when first asked for. */
final class Target {
    private final PreparedResource resource;
    private final World world;
    private final String id;
    private @Nullable Context context;
    private @Nullable Groups managementGroups;

    /** The groups' names once they were looked for; empty where nothing says them. */
    private record Groups(Optional<Set<String>> names) {}

    Target(PreparedResource resource, World world) {
        this.resource = resource;
        this.world = world;
        this.id = resource.id().toLowerCase(Locale.ROOT);
    }

    /** The id in lower case. */
    String id() {
        return id;
    }

    boolean tenant() {
        return id.startsWith("/tenants/");
    }

    /**
     * Whether the scope holds the resource.
     *
     * <p>Where nothing is known of the management groups, a scope that is one holds the resource: whoever monitors a
     * subscription gives the assignments and exemptions that it has, inherited ones among them.
     */
    boolean within(ScopePath scope) {
        if (scope.isManagementGroup()) {
            return managementGroups().map(groups -> scope.covers(id, groups)).orElse(true);
        }
        return scope.covers(id, Set.of());
    }

    String type() {
        return resource.type();
    }

    /** The location without blanks and in lower case; empty where the resource has none. */
    String location() {
        JsonNode location = resource.at("location");
        return normalized(location.isTextual() ? location.textValue() : "");
    }

    boolean subscriptionLevel() {
        return !id.contains("/resourcegroups/");
    }

    /** The time of this evaluation; empty where the context has none that can be read. */
    Optional<Instant> now() {
        JsonNode now = context().members().path("utcNow");
        try {
            return now.isTextual() ? Optional.of(Moment.parse(now.textValue())) : Optional.empty();
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    static String normalized(String location) {
        return location.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private Context context() {
        Context read = context;
        if (read == null) {
            read = world.context(resource);
            context = read;
        }
        return read;
    }

    /**
     * The names of the groups above the subscription, in lower case: what the context says, or the subscription's own chain.
     *
     * @return empty where neither says anything
     */
    private Optional<Set<String>> managementGroups() {
        Groups known = managementGroups;
        if (known == null) {
            JsonNode groups = context().members().path("managementGroups");
            JsonNode chain =
                    context().members().path("subscription").path("properties").path("managementGroupAncestorsChain");
            known = new Groups(
                    groups.isArray()
                            ? Optional.of(names(groups))
                            : chain.isArray() ? Optional.of(names(chain)) : Optional.empty());
            managementGroups = known;
        }
        return known.names();
    }

    private static Set<String> names(JsonNode groups) {
        Set<String> names = new HashSet<>();
        for (JsonNode group : groups) {
            String name = group.isTextual()
                    ? group.textValue()
                    : group.path("id").asText(group.path("name").asText());
            names.add(Reference.lastSegment(name).toLowerCase(Locale.ROOT));
            if (group.path("name").isTextual()) {
                names.add(group.path("name").textValue().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
