package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The sections of the view {@code dependency} about who gets a key of an API Management service. */
final class SubscriptionKeySections {
    private static final Set<String> KEYS = Set.of("primarykey", "secondarykey");

    static final Map<String, Section> ALL = Map.of(
            "subscriptions", SubscriptionKeySections::subscriptions, "aiProducts", SubscriptionKeySections::aiProducts);

    private SubscriptionKeySections() {}

    private static JsonNode subscriptions(Subject subject, Reads reads) {
        ArrayNode subscriptions = Json.array();
        if (subject.isOfType(Gateways.SERVICES)) {
            Gateways.holding(subject.id(), reads).subscriptions().forEach(each -> subscriptions.add(withoutKeys(each)));
        }
        return subscriptions;
    }

    /** Resource Manager lists no keys; an estate file might. */
    private static ObjectNode withoutKeys(ObjectNode subscription) {
        ObjectNode kept = Json.object();
        Json.at(subscription, "properties").fields().forEachRemaining(member -> {
            if (!KEYS.contains(member.getKey().toLowerCase(java.util.Locale.ROOT))) {
                kept.set(member.getKey(), member.getValue());
            }
        });
        ObjectNode shown = Json.object();
        subscription.fields().forEachRemaining(member -> {
            if (!member.getKey().equalsIgnoreCase("properties")) {
                shown.set(member.getKey(), member.getValue());
            }
        });
        shown.set("properties", kept);
        return shown;
    }

    private static JsonNode aiProducts(Subject subject, Reads reads) {
        Map<String, ObjectNode> products = new TreeMap<>();
        Map<String, ArrayNode> apis = new LinkedHashMap<>();
        if (subject.isOfType(Gateways.SERVICES)) {
            Gateways gateway = Gateways.holding(subject.id(), reads);
            for (ResourceId api : GatewaySections.aiApis(subject.id(), reads)) {
                for (ObjectNode product : gateway.products(api)) {
                    String key = Reads.id(product).key();
                    products.put(key, product);
                    apis.computeIfAbsent(key, none -> Json.array()).add(api.toString());
                }
            }
        }
        List<ObjectNode> found = new ArrayList<>();
        products.forEach(
                (key, product) -> found.add(Json.with(product, "aiApis", apis.getOrDefault(key, Json.array()))));
        return Json.array(found);
    }
}
