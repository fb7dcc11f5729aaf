package dev.plumbline.cli.export;

/** What Azure accepts of definitions and initiatives: its documented limits, and where it documents none, what its built-in ones keep to. */
enum AzureLimit {
    /** Characters of a definition's or an initiative's name. */
    NAME(64),
    /** Characters of a display name. */
    DISPLAY_NAME(128),
    /** Characters of a description. */
    DESCRIPTION(512),
    /** Parameters of a definition. */
    PARAMETERS(20),
    /** Parameters of an initiative. */
    SET_PARAMETERS(400),
    /** Definitions in an initiative. */
    SET_DEFINITIONS(1000),
    /** Custom definitions at one scope. */
    DEFINITIONS(500),
    /** Bytes of a request. */
    BODY(1_048_576);

    private final int most;

    AzureLimit(int most) {
        this.most = most;
    }

    int most() {
        return most;
    }

    boolean exceededBy(int number) {
        return number > most;
    }

    /** A text within the limit: cut after its last whole sentence, or inside of a sentence that is too long alone. */
    String fit(String text) {
        if (text.length() <= most) {
            return text;
        }
        String start = text.substring(0, most);
        int sentence = start.lastIndexOf(". ");
        return sentence > 0 ? start.substring(0, sentence + 1) : start.substring(0, most - 1) + "…";
    }
}
