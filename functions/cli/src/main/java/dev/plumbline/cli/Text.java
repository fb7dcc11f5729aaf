package dev.plumbline.cli;

/** Text for a terminal: other people's names may hold anything, also what moves the cursor or turns the line around. */
final class Text {
    private Text() {}

    /** The text with every control, format and line-separating character shown as {@code ?}; tabs and line ends too. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            int type = Character.getType(character);
            boolean hidden = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE
                    || type == Character.UNASSIGNED;
            printable.appendCodePoint(hidden ? '?' : character);
        });
        return printable.toString();
    }

    /** The text in at most so many characters. */
    static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }
}
