package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.Addresses;
import dev.plumbline.estate.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One API Management service with what is in it, each read when it is first asked for. */
final class Gateways {
    static final String SERVICES = "Microsoft.ApiManagement/service";

    private final ResourceId service;
    private final Reads reads;

    private Gateways(ResourceId service, Reads reads) {
        this.service = service;
        this.reads = reads;
    }

    /** The service that holds a resource. */
    static Gateways holding(ResourceId id, Reads reads) {
        return new Gateways(id.root(), reads);
    }

    /** The services that name one of the hosts, each with its {@code references}. */
    static ArrayNode naming(Set<String> hosts, Reads reads) {
        ArrayNode naming = Json.array();
        for (ObjectNode service : reads.everywhere(SERVICES)) {
            ArrayNode references = Json.array();
            for (Reference reference : new Gateways(Reads.id(service), reads).references()) {
                if (hosts.contains(reference.host())) {
                    references.add(Json.object()
                            .put("kind", reference.kind())
                            .put("id", reference.id())
                            .put("host", reference.host()));
                }
            }
            if (!references.isEmpty()) {
                naming.add(Json.with(service, "references", references));
            }
        }
        return naming;
    }

    /** A host that something of the service names. */
    record Reference(String kind, String id, String host) {}

    /** Every host that a backend, an API or a policy of the service names. */
    List<Reference> references() {
        return reads.keep("gateway references " + service.key(), () -> {
            List<Reference> found = new ArrayList<>();
            for (ObjectNode backend : backends()) {
                add(found, "backend", backend, Json.text(backend, "properties", "url"));
            }
            for (ObjectNode api : apis()) {
                add(found, "api", api, Json.text(api, "properties", "serviceUrl"));
            }
            for (ObjectNode document : documents()) {
                PolicyElement policy = PolicyXml.read(Json.text(document, "properties", "value"));
                for (PolicyElement element : expanding().possible(policy)) {
                    if (element.is("set-backend-service")) {
                        add(found, "policy", document, element.attribute("base-url"));
                    }
                }
            }
            return found;
        });
    }

    private static void add(List<Reference> found, String kind, JsonNode at, String url) {
        Addresses.host(url).ifPresent(host -> found.add(new Reference(kind, Json.text(at, "id"), host)));
    }

    JsonNode service() {
        return reads.one(service);
    }

    List<ObjectNode> apis() {
        return reads.children(service, SERVICES + "/apis").stream()
                .filter(api -> !Json.is(api, "false", "properties", "isCurrent"))
                .toList();
    }

    List<ObjectNode> backends() {
        return reads.children(service, SERVICES + "/backends");
    }

    List<ObjectNode> subscriptions() {
        return reads.children(service, SERVICES + "/subscriptions");
    }

    /** The products that hold an API. */
    List<ObjectNode> products(ResourceId api) {
        List<ObjectNode> holding = new ArrayList<>();
        for (ObjectNode product : reads.children(service, SERVICES + "/products")) {
            boolean holds = reads.children(Reads.id(product), SERVICES + "/products/apis").stream()
                    .anyMatch(each -> Json.is(each, api.name(), "name")
                            || Json.text(each, "name")
                                    .toLowerCase(Locale.ROOT)
                                    .startsWith(api.name().toLowerCase(Locale.ROOT) + ";rev="));
            if (holds) {
                holding.add(product);
            }
        }
        return holding;
    }

    /** The policy that stands on the service, a product, an API or an operation. */
    Optional<PolicyElement> policy(ResourceId on) {
        return document(on).map(document -> PolicyXml.read(Json.text(document, "properties", "value")));
    }

    private Optional<ObjectNode> document(ResourceId on) {
        return reads.children(on, on.type() + "/policies").stream().findFirst();
    }

    List<ObjectNode> operations(ResourceId api) {
        return reads.children(api, SERVICES + "/apis/operations");
    }

    private List<ObjectNode> documents() {
        List<ObjectNode> documents = new ArrayList<>();
        document(service).ifPresent(documents::add);
        reads.children(service, SERVICES + "/products")
                .forEach(each -> document(Reads.id(each)).ifPresent(documents::add));
        for (ObjectNode api : apis()) {
            document(Reads.id(api)).ifPresent(documents::add);
            operations(Reads.id(api)).forEach(each -> document(Reads.id(each)).ifPresent(documents::add));
        }
        return documents;
    }

    EffectivePolicy expanding() {
        return new EffectivePolicy(id -> {
            Map<String, PolicyElement> fragments = reads.keep("fragments " + service.key(), () -> {
                Map<String, PolicyElement> byId = new LinkedHashMap<>();
                for (ObjectNode fragment : reads.children(service, SERVICES + "/policyFragments")) {
                    String name = Json.text(fragment, "name").toLowerCase(Locale.ROOT);
                    byId.put(name, PolicyXml.read(Json.text(fragment, "properties", "value")));
                }
                return byId;
            });
            return Optional.ofNullable(fragments.get(id.toLowerCase(Locale.ROOT)));
        });
    }
}
