package dev.plumbline.cli.local.arm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.HttpCall;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.cli.local.estate.StoredResource;
import dev.plumbline.estate.ResourceId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GET and HEAD: one resource, or a list in pages. */
record Reads(EstateStore store) {
    /** Resources a page, as most providers do it; {@code $top} asks for fewer. */
    static final int PAGE = 100;

    private static final String SKIP_TOKEN = "$skiptoken";
    private static final String ROLE_ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";

    HttpAnswer answer(HttpCall call, Address address) {
        if (address instanceof Address.One one) {
            return one(call, one.id());
        }
        if (call.method().equals("HEAD")) {
            throw Refusal.wrongMethod("HEAD", "a list");
        }
        return page(call, Filter.of(call.parameter("$filter")).of(listed(call, address)));
    }

    private HttpAnswer one(HttpCall call, ResourceId id) {
        Optional<StoredResource> found = store.find(id);
        if (call.method().equals("HEAD")) {
            return new HttpAnswer(found.isPresent() ? 204 : 404, Map.of(), new byte[0]);
        }
        StoredResource resource = found.orElseThrow(() -> missing(id));
        return ArmService.json(200, resource.json(), Map.of("ETag", resource.etag()));
    }

    private List<StoredResource> listed(HttpCall call, Address address) {
        if (address instanceof Address.Subscriptions) {
            return store.subscriptions().stream()
                    .flatMap(id -> store.find(ResourceId.subscription(id)).stream())
                    .toList();
        }
        if (address instanceof Address.Everything everything) {
            mustExist(everything.scope());
            return store.below(everything.scope()).stream()
                    .filter(each -> EstateStore.standsAlone(each.id()))
                    .toList();
        }
        if (address instanceof Address.OfType ofType) {
            ofType.scope().ifPresent(this::mustExist);
            return withInherited(call, ofType.scope(), ofType.type());
        }
        if (address instanceof Address.Children children) {
            if (!store.exists(children.parent())) {
                throw new Refusal(
                        404,
                        "ParentResourceNotFound",
                        "Failed to perform 'read' on resource(s) of type '" + children.type()
                                + "', because the parent resource '" + children.parent() + "' could not be found.");
            }
            return children.type().equalsIgnoreCase(ROLE_ASSIGNMENTS)
                    ? withInherited(call, Optional.of(children.parent()), children.type())
                    : store.children(children.parent(), children.type());
        }
        throw Refusal.wrongMethod("GET", "an action; send POST");
    }

    /** Role assignments come with those above that hold here too, and with those below unless {@code atScope()} is asked for. */
    private List<StoredResource> withInherited(HttpCall call, Optional<ResourceId> scope, String type) {
        if (!type.equalsIgnoreCase(ROLE_ASSIGNMENTS) || scope.isEmpty()) {
            return store.listed(scope, type);
        }
        boolean only = call.parameter("$filter").orElse("").contains("atScope()");
        List<StoredResource> all =
                new ArrayList<>(only ? store.children(scope.get(), type) : store.ofType(scope.get(), type));
        for (Optional<ResourceId> above = scope.get().parent();
                above.isPresent();
                above = above.get().parent()) {
            all.addAll(store.children(above.get(), type));
        }
        return all;
    }

    private static HttpAnswer page(HttpCall call, List<StoredResource> all) {
        List<StoredResource> sorted = all.stream()
                .sorted(Comparator.comparing(each -> each.id().key()))
                .toList();
        Optional<String> after = call.parameter(SKIP_TOKEN).map(Reads::resumed);
        int size = call.parameter("$top").map(Reads::top).orElse(PAGE);
        List<StoredResource> rest = sorted.stream()
                .filter(each -> after.isEmpty() || each.id().key().compareTo(after.get()) > 0)
                .toList();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode value = body.putArray("value");
        rest.stream().limit(size).forEach(each -> value.add(each.json()));
        if (rest.size() > size) {
            body.put("nextLink", link(call, rest.get(size - 1).id().key()));
        }
        return ArmService.json(200, body, Map.of());
    }

    private static String link(HttpCall call, String lastKey) {
        StringBuilder link =
                new StringBuilder(call.origin()).append(call.path()).append('?');
        call.query().forEach((name, value) -> {
            if (!name.equalsIgnoreCase(SKIP_TOKEN)) {
                link.append(encoded(name)).append('=').append(encoded(value)).append('&');
            }
        });
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(lastKey.getBytes(StandardCharsets.UTF_8));
        return link.append(encoded(SKIP_TOKEN)).append('=').append(token).toString();
    }

    private static String resumed(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(
                    400,
                    "InvalidSkipToken",
                    "expected the $skiptoken of a nextLink, found something else; begin again");
        }
    }

    private static int top(String text) {
        try {
            int top = Integer.parseInt(text);
            if (top >= 1) {
                return Math.min(top, 1000);
            }
        } catch (NumberFormatException notANumber) {
            // refused below
        }
        throw new Refusal(400, "InvalidTop", "expected $top to be a number of at least 1, found something else");
    }

    private void mustExist(ResourceId id) {
        if (!store.exists(id)) {
            throw Refusal.notFound(id);
        }
    }

    /** Azure names the outermost thing that is not there. */
    private Refusal missing(ResourceId id) {
        Optional<ResourceId> subscription = id.subscriptionId().map(ResourceId::subscription);
        if (subscription.isPresent() && !store.exists(subscription.get())) {
            return Refusal.notFound(subscription.get());
        }
        Optional<ResourceId> group = id.resourceGroup()
                .map(name -> ResourceId.parse(subscription.orElseThrow() + "/resourceGroups/" + name));
        if (group.isPresent() && !store.exists(group.get())) {
            return Refusal.notFound(group.get());
        }
        return Refusal.notFound(id);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
