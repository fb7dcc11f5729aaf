package dev.plumbline.policy.alias;

import dev.plumbline.policy.value.Comparison;
import java.util.Collection;
import java.util.Optional;

/** Finds the valid name that a wrong one was probably meant to be. */
public final class Spelling {

    private static final int LONGEST = 256;

    private Spelling() {}

    /** The nearest of the names, ignoring case; empty if none is near. */
    public static Optional<String> nearest(String wrong, Collection<String> names) {
        if (wrong.isEmpty() || wrong.length() > LONGEST) {
            return Optional.empty();
        }
        String folded = Comparison.fold(wrong);
        int allowed = Math.max(1, Math.min(wrong.length() / 3, 6));
        String best = "";
        int least = allowed + 1;
        for (String name : names) {
            if (Math.abs(name.length() - wrong.length()) >= least || name.length() > LONGEST) {
                continue;
            }
            int distance = distance(folded, Comparison.fold(name), least);
            if (distance < least) {
                least = distance;
                best = name;
            }
        }
        return least <= allowed ? Optional.of(best) : Optional.empty();
    }

    /** {@code did you mean `x`?}, or what to do without a guess. */
    public static String didYouMean(String wrong, Collection<String> names, String otherwise) {
        return nearest(wrong, names).map(name -> "did you mean `" + name + "`").orElse(otherwise);
    }

    /** The number of letters to insert, remove, change or swap with a neighbour, as far as it is below the bound. */
    private static int distance(String a, String b, int bound) {
        int[] before = new int[b.length() + 1];
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int cost = Math.min(Math.min(above[j] + 1, row[j - 1] + 1), above[j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                row[j] = swapped ? Math.min(cost, before[j - 2] + 1) : cost;
                least = Math.min(least, row[j]);
            }
            if (least >= bound) {
                return bound;
            }
            int[] free = before;
            before = above;
            above = row;
            row = free;
        }
        return above[b.length()];
    }
}
