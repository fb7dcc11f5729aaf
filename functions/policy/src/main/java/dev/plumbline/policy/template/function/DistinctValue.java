package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.value.Comparison;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;

/** A value as a member of a set: numbers are the same by value, text exactly, arrays and objects by their leaves. */
record DistinctValue(JsonNode node, int hash) {

    static DistinctValue of(JsonNode node) {
        return new DistinctValue(node, hash(node));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DistinctValue that && hash == that.hash && Comparison.deeplyEqual(node, that.node);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    private static int hash(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> numberHash(node);
            case ARRAY -> arrayHash(node);
            case OBJECT -> objectHash(node);
            default -> node.hashCode();
        };
    }

    private static int numberHash(JsonNode node) {
        BigDecimal number = node.decimalValue();
        return number.signum() == 0 ? 0 : number.stripTrailingZeros().hashCode();
    }

    private static int arrayHash(JsonNode node) {
        int hash = 1;
        for (JsonNode element : node) {
            hash = 31 * hash + hash(element);
        }
        return hash;
    }

    private static int objectHash(JsonNode node) {
        int hash = 2;
        Iterator<Map.Entry<String, JsonNode>> members = node.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            hash += member.getKey().hashCode() ^ hash(member.getValue());
        }
        return hash;
    }
}
