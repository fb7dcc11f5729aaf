package dev.plumbline.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.policy.Context;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.World;
import dev.plumbline.policy.baseline.Assessment;
import java.util.Optional;

/** The numbers that a rule's counts come to on a resource as it was or is: no document holds them. */
interface Counts {
    /** The number of elements counted at a path that ends in {@code [*]}; empty if it cannot be told. */
    Optional<JsonNode> at(ObjectNode document, String path);

    /** Nothing is known of the rule. */
    static Counts unknown() {
        return (document, path) -> Optional.empty();
    }

    /** The counts of the rule that was assessed. */
    static Counts of(ResourceId resource, Assessment assessment) {
        return (document, path) -> {
            ObjectNode whole = JsonNodeFactory.instance
                    .objectNode()
                    .put("id", resource.toString())
                    .put("name", resource.name())
                    .put("type", resource.type());
            whole.setAll(document);
            PreparedResource prepared = PreparedResource.of(whole);
            return assessment
                    .rule()
                    .boundFor(prepared, World.offline(Context.empty(), Optional.empty()))
                    .flatMap(rule -> rule.counted(prepared, path));
        };
    }
}
