package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.value.Comparison;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A value as a member of a set: numbers are the same by value, text exactly, arrays and objects by their leaves.
 *
 * <p>Has an order, so that values whose hashes were made to collide cost a hash set no more than others.
 */
record DistinctValue(JsonNode node, int hash) implements Comparable<DistinctValue> {

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

    @Override
    public int compareTo(DistinctValue other) {
        return compare(node, other.node);
    }

    private static int compare(JsonNode left, JsonNode right) {
        int types = left.getNodeType().compareTo(right.getNodeType());
        if (types != 0) {
            return types;
        }
        return switch (left.getNodeType()) {
            case STRING -> left.textValue().compareTo(right.textValue());
            case NUMBER -> left.decimalValue().compareTo(right.decimalValue());
            case BOOLEAN -> Boolean.compare(left.booleanValue(), right.booleanValue());
            case ARRAY -> compareAll(left, right);
            case OBJECT -> compareMembers(left, right);
            default -> 0;
        };
    }

    private static int compareAll(JsonNode left, JsonNode right) {
        int order = Integer.compare(left.size(), right.size());
        for (int i = 0; i < left.size() && order == 0; i++) {
            order = compare(left.get(i), right.get(i));
        }
        return order;
    }

    private static int compareMembers(JsonNode left, JsonNode right) {
        List<String> names = names(left);
        List<String> others = names(right);
        int order = Integer.compare(names.size(), others.size());
        for (int i = 0; i < names.size() && order == 0; i++) {
            order = names.get(i).compareTo(others.get(i));
            order = order != 0 ? order : compare(left.get(names.get(i)), right.get(names.get(i)));
        }
        return order;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>(object.size());
        object.fieldNames().forEachRemaining(names::add);
        names.sort(null);
        return names;
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
