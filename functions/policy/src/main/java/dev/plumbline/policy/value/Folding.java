package dev.plumbline.policy.value;

import java.util.Locale;

/**
 * Case folding: two strings that differ in case only have the same folded form.
 *
 * <p>Full Unicode folding, so that {@code ß} equals {@code SS} and {@code ς} equals {@code Σ}. ASCII, which is nearly
 * everything, is folded without detours, and a string that is folded already is returned as it is.
 */
final class Folding {

    private static final char DOTLESS_I = '\u0131';

    private Folding() {}

    static String fold(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                return foldFrom(text, i);
            }
            if (c >= 0x80) {
                return foldUnicode(text);
            }
        }
        return text;
    }

    static String foldName(String name) {
        int length = name.length();
        for (int i = 0; i < length; i++) {
            if (lower(name.charAt(i)) != name.charAt(i)) {
                char[] folded = name.toCharArray();
                for (int j = i; j < length; j++) {
                    folded[j] = lower(folded[j]);
                }
                return new String(folded);
            }
        }
        return name;
    }

    private static String foldFrom(String text, int start) {
        char[] folded = text.toCharArray();
        for (int i = start; i < folded.length; i++) {
            char c = folded[i];
            if (c >= 0x80) {
                return foldUnicode(text);
            }
            folded[i] = lower(c);
        }
        return new String(folded);
    }

    /**
     * Lower, upper, lower again: the first step takes {@code ẞ} to {@code ß}, the second opens ligatures, the third
     * settles on small letters one by one, because the last sigma of a word must not depend on its neighbours.
     */
    private static String foldUnicode(String text) {
        StringBuilder folded = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(point -> {
            if (point == DOTLESS_I) {
                folded.append(DOTLESS_I);
            } else {
                String upper = Character.toString(Character.toLowerCase(point)).toUpperCase(Locale.ROOT);
                upper.codePoints().forEach(each -> folded.appendCodePoint(Character.toLowerCase(each)));
            }
        });
        return folded.toString();
    }

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    /**
     * Whether the text folds to the given folded form; allocates only where letters beyond ASCII are met.
     *
     * <p>Every letter folds by itself and to at least one, so the first ASCII letter that differs decides, from whichever
     * end: names start alike more often than they end so.
     */
    static boolean foldsTo(String text, String folded) {
        if (text.length() > folded.length()) {
            return false;
        }
        int at = text.length() - 1;
        int other = folded.length() - 1;
        while (at >= 0 && other >= 0) {
            char c = text.charAt(at);
            if (c >= 0x80) {
                return foldUnicode(text).equals(folded);
            }
            if (lower(c) != folded.charAt(other)) {
                return false;
            }
            at--;
            other--;
        }
        return at == other;
    }

    /** Whether the folded text has the given folded part; allocates only where letters beyond ASCII are met. */
    static boolean foldContains(String text, String part) {
        int length = text.length();
        int last = length - part.length();
        char first = part.isEmpty() ? 0 : part.charAt(0);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return foldUnicode(text).contains(part);
            }
            if (i <= last && lower(c) == first && hasAt(text, i, part)) {
                return true;
            }
        }
        return part.isEmpty();
    }

    /** What is beyond ASCII only matches what is folded already; the caller meets anything else later. */
    private static boolean hasAt(String text, int start, String part) {
        for (int i = 1; i < part.length(); i++) {
            if (lower(text.charAt(start + i)) != part.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean same(String left, String right) {
        if (left.equals(right)) {
            return true;
        }
        int at = left.length() - 1;
        int other = right.length() - 1;
        while (at >= 0 && other >= 0) {
            char a = left.charAt(at);
            char b = right.charAt(other);
            if ((a | b) >= 0x80) {
                return foldUnicode(left).equals(foldUnicode(right));
            }
            if (a != b && lower(a) != lower(b)) {
                return false;
            }
            at--;
            other--;
        }
        return at == other;
    }

    /** The order of the folded forms. */
    static int compare(String left, String right) {
        if (left.equals(right)) {
            return 0;
        }
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if ((a | b) >= 0x80) {
                return fold(left).compareTo(fold(right));
            }
            if (a != b && lower(a) != lower(b)) {
                return lower(a) - lower(b);
            }
        }
        return left.length() - right.length();
    }
}
