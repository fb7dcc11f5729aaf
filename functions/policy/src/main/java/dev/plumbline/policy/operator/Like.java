package dev.plumbline.policy.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.template.Frame;
import dev.plumbline.policy.value.Comparison;
import java.util.Arrays;

/**
 * {@code like}: a pattern in which {@code *} stands for any run of characters and {@code ?} for exactly one.
 *
 * <p>The pieces between the stars are found one after the other, each at its first place, so nothing is tried twice.
 */
final class Like implements Check {

    private final String[] pieces;
    private final int longest;

    private Like(String[] pieces) {
        this.pieces = pieces;
        this.longest = Arrays.stream(pieces).mapToInt(String::length).max().orElse(0);
    }

    static Check pattern(JsonNode right) {
        String pattern = Comparison.text(right);
        if (pattern == null) {
            return NEVER;
        }
        String folded = Comparison.fold(pattern);
        if (folded.indexOf('*') < 0 && folded.indexOf('?') < 0) {
            return (left, frame) -> {
                String text = Comparison.text(left);
                return text != null && Comparison.foldsTo(text, folded);
            };
        }
        return new Like(folded.split("\\*", -1));
    }

    @Override
    public boolean holds(JsonNode left, Frame frame) {
        String raw = Comparison.text(left);
        if (raw == null || startsOtherwise(raw)) {
            return false;
        }
        String text = Comparison.fold(raw);
        frame.spend(Weight.ofSearch(text, longest));
        if (pieces.length == 1) {
            return text.length() == pieces[0].length() && fits(text, 0, pieces[0]);
        }
        String first = pieces[0];
        String last = pieces[pieces.length - 1];
        int end = text.length() - last.length();
        if (first.length() > end || !fits(text, 0, first) || !fits(text, end, last)) {
            return false;
        }
        int from = first.length();
        for (int i = 1; i < pieces.length - 1; i++) {
            int at = find(text, from, end, pieces[i]);
            if (at < 0) {
                return false;
            }
            from = at + pieces[i].length();
        }
        return true;
    }

    /** Whether a letter of the start differs for certain, which is seen without folding the whole text. */
    private boolean startsOtherwise(String raw) {
        int common = Math.min(raw.length(), pieces[0].length());
        for (int i = 0; i < common && raw.charAt(i) < 0x80; i++) {
            char c = pieces[0].charAt(i);
            if (c != '?' && c != Character.toLowerCase(raw.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static int find(String text, int from, int end, String piece) {
        if (piece.indexOf('?') < 0) {
            int at = text.indexOf(piece, from);
            return at >= 0 && at + piece.length() <= end ? at : -1;
        }
        for (int at = from; at + piece.length() <= end; at++) {
            if (fits(text, at, piece)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean fits(String text, int at, String piece) {
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (c != '?' && c != text.charAt(at + i)) {
                return false;
            }
        }
        return true;
    }
}
