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
import java.util.TreeMap;

/** The sections of the view {@code dependency} about API Management. */
final class GatewaySections {
    private static final String APIS = Gateways.SERVICES + "/apis";

    private static final Set<String> POLICY_SECTIONS = Set.of("inbound", "backend", "outbound", "on-error");

    static final Map<String, Section> ALL = Map.of(
            "service",
                    (subject, reads) -> subject.isOfType(APIS)
                            ? Gateways.holding(subject.id(), reads).service()
                            : Json.NODES.nullNode(),
            "apis",
                    (subject, reads) -> subject.isOfType(Gateways.SERVICES)
                            ? Json.array(Gateways.holding(subject.id(), reads).apis())
                            : Json.array(),
            "backends", GatewaySections::backends,
            "products",
                    (subject, reads) -> subject.isOfType(APIS)
                            ? Json.array(Gateways.holding(subject.id(), reads).products(subject.id()))
                            : Json.array(),
            "keyRequired",
                    (subject, reads) -> subject.isOfType(APIS)
                            ? Json.NODES.booleanNode(new Api(subject, reads).keyRequired())
                            : Json.NODES.nullNode(),
            "policies", (subject, reads) -> subject.isOfType(APIS) ? new Api(subject, reads).policies() : Json.array(),
            "policySections",
                    (subject, reads) ->
                            subject.isOfType(APIS) ? new Api(subject, reads).policySections() : Json.array());

    private GatewaySections() {}

    private static JsonNode backends(Subject subject, Reads reads) {
        if (subject.isOfType(Gateways.SERVICES)) {
            return Json.array(Gateways.holding(subject.id(), reads).backends());
        }
        return subject.isOfType(APIS)
                ? Json.array(new Api(subject, reads).backends().values())
                : Json.array();
    }

    /** The AI backends of an API, or of a whole service. */
    static ArrayNode aiBackends(Subject subject, Reads reads) {
        if (!subject.isOfType(APIS) && !subject.isOfType(Gateways.SERVICES)) {
            return Json.array();
        }
        Map<String, ResourceId> hosts = AiHosts.all(reads);
        ArrayNode found = Json.array();
        Set<String> seen = new java.util.TreeSet<>();
        List<Gateways.Reference> references = subject.isOfType(APIS)
                ? new Api(subject, reads).references()
                : Gateways.holding(subject.id(), reads).references();
        for (Gateways.Reference reference : references) {
            ResourceId target = hosts.get(reference.host());
            if (target != null && seen.add(reference.host() + " " + reference.id())) {
                found.add(Json.object()
                        .put("host", reference.host())
                        .put("targetId", target.toString())
                        .put("via", reference.id()));
            }
        }
        return found;
    }

    /** The current APIs of a service that have AI behind them. */
    static List<ResourceId> aiApis(ResourceId service, Reads reads) {
        Set<String> hosts = AiHosts.all(reads).keySet();
        List<ResourceId> found = new ArrayList<>();
        for (ObjectNode api : Gateways.holding(service, reads).apis()) {
            Subject subject = new Subject(Reads.id(api), api);
            if (new Api(subject, reads).references().stream().anyMatch(each -> hosts.contains(each.host()))) {
                found.add(subject.id());
            }
        }
        return found;
    }

    /** One API with the policies on the way to it. */
    private static final class Api {
        private final Subject subject;
        private final ResourceId id;
        private final Gateways gateway;

        Api(Subject subject, Reads reads) {
            this.subject = subject;
            this.id = subject.id();
            this.gateway = Gateways.holding(subject.id(), reads);
        }

        boolean keyRequired() {
            return Json.is(subject.json(), "true", "properties", "subscriptionRequired")
                    && gateway.products(id).stream().noneMatch(Api::open);
        }

        private static boolean open(JsonNode product) {
            return Json.is(product, "false", "properties", "subscriptionRequired")
                    && !Json.is(product, "notPublished", "properties", "state");
        }

        /** A product's policy binds a caller only where nobody gets to the API without a product. */
        private boolean productsBind() {
            return keyRequired()
                    && gateway.subscriptions().stream()
                            .filter(each -> Json.is(each, "active", "properties", "state"))
                            .filter(each -> !Json.is(each, "master", "name"))
                            .map(each -> Json.text(each, "properties", "scope").toLowerCase(Locale.ROOT))
                            .noneMatch(scope -> scope.endsWith("/apis")
                                    || scope.endsWith("/apis/" + id.name().toLowerCase(Locale.ROOT)));
        }

        ArrayNode policies() {
            EffectivePolicy effective = gateway.expanding();
            List<PolicyElement> global = effective.inbound(gateway.policy(id.root()), List.of());
            List<ObjectNode> products = gateway.products(id);
            List<List<PolicyElement>> ways = new ArrayList<>();
            if (productsBind()) {
                products.forEach(each -> ways.add(effective.inbound(gateway.policy(Reads.id(each)), global)));
            }
            List<PolicyElement> above = ways.isEmpty() ? global : effective.common(ways);
            Optional<PolicyElement> own = gateway.policy(id);
            List<PolicyElement> inbound = effective.inbound(own, above);
            List<PolicyElement> possible = new ArrayList<>();
            gateway.policy(id.root()).ifPresent(policy -> possible.addAll(effective.possible(policy)));
            products.forEach(each ->
                    gateway.policy(Reads.id(each)).ifPresent(policy -> possible.addAll(effective.possible(policy))));
            own.ifPresent(policy -> possible.addAll(effective.possible(policy)));

            ArrayNode facts = Json.array().add(fact("*", inbound, possible));
            for (ObjectNode operation : gateway.operations(id)) {
                Optional<PolicyElement> policy = gateway.policy(Reads.id(operation));
                if (policy.isPresent()) {
                    List<PolicyElement> more = new ArrayList<>(possible);
                    more.addAll(effective.possible(policy.get()));
                    facts.add(fact(Json.text(operation, "name"), effective.inbound(policy, inbound), more));
                }
            }
            return facts;
        }

        /** What the policies on the way are made of, from the service down to the operations. */
        ArrayNode policySections() {
            ArrayNode facts = Json.array();
            addSections("global", id.root(), facts);
            gateway.products(id).forEach(each -> addSections("product", Reads.id(each), facts));
            addSections("api", id, facts);
            gateway.operations(id).forEach(each -> addSections("operation", Reads.id(each), facts));
            return facts;
        }

        private void addSections(String scope, ResourceId on, ArrayNode facts) {
            for (PolicyElement section :
                    gateway.policy(on).map(PolicyElement::children).orElse(List.of())) {
                if (POLICY_SECTIONS.contains(section.name())) {
                    facts.add(Json.object()
                            .put("scope", scope)
                            .put("at", on.toString())
                            .put("section", section.name())
                            .put("hasBase", section.holds("base")));
                }
            }
        }

        private static ObjectNode fact(String operation, List<PolicyElement> inbound, List<PolicyElement> possible) {
            ObjectNode fact = Json.object().put("operation", operation);
            fact.set("inbound", elements(inbound));
            fact.set("possible", elements(possible));
            return fact;
        }

        private static ArrayNode elements(List<PolicyElement> elements) {
            ArrayNode facts = Json.array();
            for (PolicyElement element : elements) {
                ObjectNode attributes = Json.object();
                new TreeMap<>(element.attributes()).forEach(attributes::put);
                ObjectNode fact = Json.object().put("element", element.name());
                fact.set("attributes", attributes);
                List<PolicyElement> dimensions = element.children().stream()
                        .filter(child -> child.is("dimension"))
                        .toList();
                if (!dimensions.isEmpty()) {
                    ArrayNode names = fact.putArray("dimensions");
                    dimensions.forEach(each -> names.add(each.attribute("name")));
                }
                facts.add(fact);
            }
            return facts;
        }

        /** The backends that the API's policies name, pools expanded, by id. */
        Map<String, ObjectNode> backends() {
            Map<String, ObjectNode> known = new LinkedHashMap<>();
            gateway.backends().forEach(each -> known.put(Json.text(each, "name").toLowerCase(Locale.ROOT), each));
            Map<String, ObjectNode> used = new LinkedHashMap<>();
            for (PolicyElement element : possible()) {
                String name = element.is("set-backend-service") ? element.attribute("backend-id") : "";
                collect(name.toLowerCase(Locale.ROOT), known, used);
            }
            return used;
        }

        private static void collect(String name, Map<String, ObjectNode> known, Map<String, ObjectNode> used) {
            ObjectNode backend = known.get(name);
            if (backend == null || used.put(name, backend) != null) {
                return;
            }
            for (JsonNode member : Json.at(backend, "properties", "pool", "services")) {
                String id = Json.text(member, "id");
                collect(id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT), known, used);
            }
        }

        private List<PolicyElement> possible() {
            EffectivePolicy effective = gateway.expanding();
            List<PolicyElement> found = new ArrayList<>();
            gateway.policy(id.root()).ifPresent(policy -> found.addAll(effective.possible(policy)));
            gateway.products(id)
                    .forEach(each -> gateway.policy(Reads.id(each))
                            .ifPresent(policy -> found.addAll(effective.possible(policy))));
            gateway.policy(id).ifPresent(policy -> found.addAll(effective.possible(policy)));
            for (ObjectNode operation : gateway.operations(id)) {
                gateway.policy(Reads.id(operation)).ifPresent(policy -> found.addAll(effective.possible(policy)));
            }
            return found;
        }

        List<Gateways.Reference> references() {
            List<Gateways.Reference> found = new ArrayList<>();
            add(found, "api", id.toString(), Json.text(subject.json(), "properties", "serviceUrl"));
            for (PolicyElement element : possible()) {
                if (element.is("set-backend-service")) {
                    add(found, "policy", id.toString(), element.attribute("base-url"));
                }
            }
            backends()
                    .values()
                    .forEach(backend ->
                            add(found, "backend", Json.text(backend, "id"), Json.text(backend, "properties", "url")));
            return found;
        }

        private static void add(List<Gateways.Reference> found, String kind, String id, String url) {
            Addresses.host(url).ifPresent(host -> found.add(new Gateways.Reference(kind, id, host)));
        }
    }
}
