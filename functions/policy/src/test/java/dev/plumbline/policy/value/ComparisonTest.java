package dev.plumbline.policy.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Comparing without folding says the same as folding and comparing. */
class ComparisonTest {

    @Test
    void textsCompareAsTheirFoldedForms() {
        List<String> texts = texts();
        for (String left : texts) {
            for (String right : texts) {
                String folded = Comparison.fold(right);
                boolean same = Comparison.fold(left).equals(folded);
                assertThat(Comparison.sameText(left, right))
                        .as("`%s` is `%s`", left, right)
                        .isEqualTo(same);
                assertThat(Comparison.foldsTo(left, folded))
                        .as("`%s` folds to `%s`", left, folded)
                        .isEqualTo(same);
                int order = Comparison.order(TextNode.valueOf(left), TextNode.valueOf(right))
                        .orElseThrow();
                assertThat(Integer.signum(order))
                        .as("`%s` before `%s`", left, right)
                        .isEqualTo(Integer.signum(Comparison.fold(left).compareTo(folded)));
            }
        }
    }

    /** All of up to three letters: of both cases, beyond ASCII, of two chars, and such as fold to more or to ASCII. */
    private static List<String> texts() {
        List<String> letters =
                List.of("a", "A", "k", "s", "_", "ß", "ẞ", "ſ", "\u212a", "σ", "ς", "ﬁ", "İ", "𐐀", "𐐨");
        List<String> texts = new ArrayList<>(List.of(""));
        for (int from = 0, length = 1; length <= 2; length++) {
            int to = texts.size();
            for (String text : texts.subList(from, to).toArray(String[]::new)) {
                letters.forEach(letter -> texts.add(text + letter));
            }
            from = to;
        }
        for (String text : List.of("ss", "ssa", "ass", "Ass", "aß", "fi", "afi", "aﬁa", "aaa", "aAa", "aσa", "AΣA")) {
            texts.add(text);
        }
        return texts;
    }
}
