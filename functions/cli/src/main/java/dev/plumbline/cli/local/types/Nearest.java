package dev.plumbline.cli.local.types;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant. */
final class Nearest {
    private static final int LONGEST = 100;

    private Nearest() {}

    /** The candidate that takes the fewest edits, where these are few for its length. */
    static Optional<String> of(String found, Collection<String> candidates) {
        if (found.length() > LONGEST) {
            return Optional.empty();
        }
        String best = "";
        int fewest = Math.max(1, found.length() / 3) + 1;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - found.length()) < fewest) {
                int edits = edits(found.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
                if (edits < fewest) {
                    fewest = edits;
                    best = candidate;
                }
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    private static int edits(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + change);
            }
            above = row;
        }
        return above[other.length()];
    }
}
