package dev.plumbline.cli.local.estate;

import java.util.List;

/** An estate file that cannot be used, with everything that is wrong with it. */
public final class InvalidEstate extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidEstate(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, one message each: where, what was expected, what was found, what to do. */
    public List<String> problems() {
        return problems;
    }
}
