package dev.plumbline.estate;

/** Says why a text is not a resource id that Plumbline may use; the text itself is shown cut and escaped. */
public final class InvalidResourceId extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_SHOWN = 120;

    private InvalidResourceId(String message) {
        super(message);
    }

    static InvalidResourceId refused(String text, String expected, String found) {
        String what = found.equals(shown(text)) ? "" : shown(text) + " ";
        return new InvalidResourceId("resource id " + what + "refused: expected " + expected + ", found " + found
                + "; send the id as Azure Resource Manager spells it");
    }

    /** The text, cut, its unprintable characters escaped, in backticks. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder("`");
        for (int i = 0; i < Math.min(text.length(), MAX_SHOWN); i++) {
            char c = text.charAt(i);
            shown.append(unprintable(c) ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        }
        return shown.append(text.length() > MAX_SHOWN ? "…`" : "`").toString();
    }

    static boolean unprintable(char c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
