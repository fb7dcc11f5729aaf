package dev.plumbline.cli;

import java.util.ArrayList;
import java.util.List;

/** The difference of two lists of lines, as {@code diff} shows it: {@code -} was expected, {@code +} came out. */
final class LineDiff {
    private static final int MOST_LINES = 1_000;

    private LineDiff() {}

    /** Every line of both, those in common once; beyond a thousand lines no line counts as common. */
    static List<String> of(List<String> expected, List<String> actual) {
        boolean compared = expected.size() <= MOST_LINES && actual.size() <= MOST_LINES;
        int[][] common = new int[compared ? expected.size() + 1 : 1][compared ? actual.size() + 1 : 1];
        for (int i = common.length - 2; i >= 0; i--) {
            for (int j = common[i].length - 2; j >= 0; j--) {
                common[i][j] = expected.get(i).equals(actual.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (compared && i < expected.size() && j < actual.size()) {
            if (expected.get(i).equals(actual.get(j))) {
                lines.add("  " + expected.get(i));
                i++;
                j++;
            } else if (common[i + 1][j] >= common[i][j + 1]) {
                lines.add("- " + expected.get(i++));
            } else {
                lines.add("+ " + actual.get(j++));
            }
        }
        expected.subList(i, expected.size()).forEach(line -> lines.add("- " + line));
        actual.subList(j, actual.size()).forEach(line -> lines.add("+ " + line));
        return lines;
    }
}
