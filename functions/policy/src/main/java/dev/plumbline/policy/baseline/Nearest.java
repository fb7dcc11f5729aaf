package dev.plumbline.policy.baseline;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The valid name that comes closest to one that is not: what the writer may have meant. */
public final class Nearest {
    private static final int LONGEST = 200;

    private Nearest() {}

    /** The name within a third of its length in edits; empty where none is that close. */
    public static Optional<String> of(String found, Collection<String> names) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String name : names) {
            int edits = distance(found.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (edits < least && edits <= Math.max(2, name.length() / 3)) {
                least = edits;
                best = name;
            }
        }
        return least == Integer.MAX_VALUE ? Optional.empty() : Optional.of(best);
    }

    private static int distance(String left, String right) {
        if (left.length() > LONGEST || right.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int substitution = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
