package dev.plumbline.policy.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.policy.template.BudgetExceeded;
import dev.plumbline.policy.template.ParameterFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Looking for several texts at once finds what looking for each of them would. */
class ContainsAnyTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "", "a", "A", "ab", "Ba", "straße", "STRASSE", "ﬃ", "K", "\u212a", "true", "5", "1e1", "é", "É", "ς");
    private static final List<JsonNode> OTHERS = List.of(
            JSON.nullNode(),
            JSON.booleanNode(true),
            JSON.numberNode(5),
            JSON.numberNode(10),
            JSON.arrayNode().add("a"),
            JSON.objectNode().put("A", 1));

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static JsonNode value(Random random) {
        return random.nextInt(4) == 0 ? one(OTHERS, random) : JSON.textNode(one(TEXTS, random));
    }

    @Test
    void itHoldsWhereOneOfThemDoes() {
        Random random = new Random(1);
        int held = 0;
        int rounds = 20_000;
        for (int i = 0; i < rounds; i++) {
            List<TextNode> texts = new ArrayList<>();
            boolean each = false;
            ArrayNode array = JSON.arrayNode();
            int size = random.nextInt(4);
            for (int j = 0; j < size; j++) {
                array.add(value(random));
            }
            JsonNode left = random.nextInt(3) == 0 ? value(random) : array;
            for (int j = 0; j < 2 + random.nextInt(2); j++) {
                TextNode text = TextNode.valueOf(one(TEXTS, random));
                texts.add(text);
                each |= Operator.CONTAINS.against(text).holds(left, ParameterFrame.folding());
            }
            assertThat(Operator.containsAny(texts).holds(left, ParameterFrame.folding()))
                    .as("%s in %s", texts, left)
                    .isEqualTo(each);
            held += each ? 1 : 0;
        }
        assertThat(held).isBetween(rounds / 5, rounds * 4 / 5);
    }

    @Test
    void goingThroughAnArrayIsPaidFor() {
        ArrayNode array = JSON.arrayNode();
        for (int i = 0; i < 30_000; i++) {
            array.add("x");
        }
        Check check = Operator.containsAny(List.of(TextNode.valueOf("a"), TextNode.valueOf("b")));
        assertThatThrownBy(() -> check.holds(array, ParameterFrame.folding())).isInstanceOf(BudgetExceeded.class);
    }
}
