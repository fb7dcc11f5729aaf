package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import java.util.Locale;
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
            if (!KEYS.contains(member.getKey().toLowerCase(Locale.ROOT))) {
                kept.set(member.getKey(), member.getValue());
            }
        });
        return Json.with(subscription, "properties", kept);
    }

    private static JsonNode aiProducts(Subject subject, Reads reads) {
        Map<String, ObjectNode> products = new TreeMap<>();
        if (subject.isOfType(Gateways.SERVICES)) {
            Gateways gateway = Gateways.holding(subject.id(), reads);
            for (ResourceId api : GatewaySections.aiApis(subject.id(), reads)) {
                for (ObjectNode product : gateway.products(api)) {
                    products.computeIfAbsent(
                                    Reads.id(product).key(), none -> Json.with(product, "aiApis", Json.array()))
                            .withArray("aiApis")
                            .add(api.toString());
                }
            }
        }
        return Json.array(products.values());
    }
}
