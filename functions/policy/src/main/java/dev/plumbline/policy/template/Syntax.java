package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** An expression as it is written, before its names are looked up. */
sealed interface Syntax {

    /** The position of its first character in the expression's text. */
    int at();

    /** A string, a number or one of the words {@code true}, {@code false} and {@code null}. */
    record Literal(JsonNode value, int at) implements Syntax {}

    /** {@code name(arguments)}. */
    record Call(String name, List<Syntax> arguments, int at) implements Syntax {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code .member} and {@code [index]}, one or more of them; a member is a literal step. */
    record Access(Syntax base, List<Syntax> steps, int at) implements Syntax {
        public Access {
            steps = List.copyOf(steps);
        }
    }

    /** {@code -operand}. */
    record Negation(Syntax operand, int at) implements Syntax {}
}
