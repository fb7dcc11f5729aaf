package dev.plumbline.policy.template.function;

import dev.plumbline.policy.value.Comparison;
import java.util.Arrays;

/** A text folded character by character, which knows from which character each folded char comes. */
final class FoldedText {
    private final String folded;
    private final int[] characters;
    private final int length;

    private FoldedText(String folded, int[] characters, int length) {
        this.folded = folded;
        this.characters = characters;
        this.length = length;
    }

    static FoldedText of(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        int[] characters = new int[text.length()];
        int character = 0;
        for (int at = 0; at < text.length(); character++) {
            int point = text.codePointAt(at);
            int start = folded.length();
            folded.append(point < 0x80 ? String.valueOf((char) Character.toLowerCase(point)) : fold(point));
            if (folded.length() > characters.length) {
                characters = Arrays.copyOf(characters, folded.length() * 2);
            }
            Arrays.fill(characters, start, folded.length(), character);
            at += Character.charCount(point);
        }
        return new FoldedText(folded.toString(), characters, character);
    }

    private static String fold(int point) {
        return Comparison.fold(Character.toString(point));
    }

    /** The position of the first such part, counted in characters, or -1. */
    int firstIndex(String part) {
        return part.isEmpty() ? 0 : character(folded.indexOf(Comparison.fold(part)));
    }

    /** The position of the last such part, counted in characters, or -1. */
    int lastIndex(String part) {
        return part.isEmpty() ? length : character(folded.lastIndexOf(Comparison.fold(part)));
    }

    private int character(int index) {
        return index < 0 ? -1 : characters[index];
    }
}
