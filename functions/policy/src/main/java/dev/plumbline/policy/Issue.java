package dev.plumbline.policy;

/**
 * One mistake found while reading or compiling, in four parts: where, what was expected, what was found, what to do.
 *
 * @param severity an {@link Severity#ERROR} keeps the file from being used, a warning does not
 * @param where the file or other source, as the caller named it
 * @param path the JSON path of the offending value, {@code $} for the document itself
 * @param expected what would have been accepted
 * @param found what stood there
 * @param advice what to do about it; may be empty
 */
public record Issue(Severity severity, String where, String path, String expected, String found, String advice) {

    private static final int LONGEST_PART = 1_000;

    /** Cuts what the source made too long to be read by people. */
    public Issue {
        path = cut(path);
        expected = cut(expected);
        found = cut(found);
        advice = cut(advice);
    }

    private static String cut(String part) {
        return part.length() <= LONGEST_PART ? part : part.substring(0, LONGEST_PART) + "…";
    }

    /** How much an issue matters. */
    public enum Severity {
        /** The value cannot be used. */
        ERROR,
        /** The value can be used, but perhaps not as its author thinks. */
        WARNING
    }

    /** The four parts as one line: {@code where: path: expected …, found …; advice}. */
    public String message() {
        StringBuilder text = new StringBuilder();
        if (!where.isEmpty()) {
            text.append(where).append(": ");
        }
        text.append(path)
                .append(": expected ")
                .append(expected)
                .append(", found ")
                .append(found);
        if (!advice.isEmpty()) {
            text.append("; ").append(advice);
        }
        return text.toString();
    }
}
