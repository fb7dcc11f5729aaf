package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.policy.template.Frame;
import dev.plumbline.policy.value.Comparison;
import java.util.List;

/** Several {@code contains} that ask for texts, of which one is enough: an array is gone through once for all of them. */
final class ContainsAny implements Check {

    private final List<TextNode> rights;
    private final List<Check> each;
    private final String[] texts;
    private final int weight;

    /** The ASCII characters, in small letters, that one of the texts ends with. */
    private final boolean[] ends = new boolean[0x80];

    private ContainsAny(List<TextNode> rights) {
        this.rights = List.copyOf(rights);
        this.each = rights.stream().map(Contains::what).toList();
        this.texts =
                rights.stream().map(right -> Comparison.fold(right.textValue())).toArray(String[]::new);
        int whole = 2;
        for (String text : this.texts) {
            whole += Weight.of(text);
            char last = text.isEmpty() ? 0 : text.charAt(text.length() - 1);
            if (last < ends.length) {
                ends[last] = true;
            }
        }
        this.weight = whole;
    }

    static Check of(List<TextNode> rights) {
        return new ContainsAny(rights);
    }

    @Override
    public boolean holds(JsonNode left, Frame frame) {
        if (left instanceof ArrayNode array) {
            return element(array, frame);
        }
        for (int i = 0; i < each.size(); i++) {
            if (each.get(i).holds(left, frame)) {
                return true;
            }
        }
        return false;
    }

    private boolean element(ArrayNode array, Frame frame) {
        long work = 0;
        boolean found = false;
        for (int i = 0; i < array.size() && !found; i++) {
            JsonNode element = array.get(i);
            if (element instanceof TextNode text) {
                work += weight + Weight.of(text.textValue());
                found = among(text.textValue());
            } else {
                work += weight + Weight.of(element);
                found = equal(element);
            }
        }
        frame.spend((int) Math.min(work, Integer.MAX_VALUE));
        return found;
    }

    private boolean among(String text) {
        char last = text.isEmpty() ? 0 : text.charAt(text.length() - 1);
        boolean impossible = !text.isEmpty() && last < ends.length && !ends[Character.toLowerCase(last)];
        if (impossible) {
            return false;
        }
        for (String wanted : texts) {
            if (Comparison.foldsTo(text, wanted)) {
                return true;
            }
        }
        return false;
    }

    private boolean equal(JsonNode element) {
        for (int i = 0; i < rights.size(); i++) {
            if (Comparison.equal(element, rights.get(i))) {
                return true;
            }
        }
        return false;
    }
}
