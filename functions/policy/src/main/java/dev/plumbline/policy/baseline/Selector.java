package dev.plumbline.policy.baseline;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One condition of an override or a resource selector: a property that is, or is not, among some values.
 *
 * @param values folded for comparing
 */
record Selector(Kind kind, boolean in, Set<String> values) {

    /** What a selector looks at. */
    enum Kind {
        REFERENCE("policyDefinitionReferenceId"),
        LOCATION("resourceLocation"),
        TYPE("resourceType"),
        WITHOUT_LOCATION("resourceWithoutLocation"),
        USER("userPrincipalId"),
        GROUP("groupPrincipalId");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        private static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(word);
        }
    }

    private static final List<String> OF_OVERRIDES = List.of(
            Kind.REFERENCE.word,
            Kind.LOCATION.word,
            Kind.TYPE.word,
            Kind.WITHOUT_LOCATION.word,
            Kind.USER.word,
            Kind.GROUP.word);
    private static final List<String> OF_RESOURCES =
            List.of(Kind.LOCATION.word, Kind.TYPE.word, Kind.WITHOUT_LOCATION.word, Kind.USER.word, Kind.GROUP.word);

    Selector {
        values = Set.copyOf(values);
    }

    static Optional<Selector> ofOverride(Members members) {
        return read(members, OF_OVERRIDES);
    }

    static Optional<Selector> ofResource(Members members) {
        return read(members, OF_RESOURCES);
    }

    private static Optional<Selector> read(Members members, List<String> words) {
        if (!members.has("kind")) {
            members.error("kind", "one of `" + String.join("`, `", words) + "`", "nothing", "add `kind`");
            return Optional.empty();
        }
        Optional<String> word = members.word("kind", words);
        if (members.has("in") == members.has("notIn")) {
            members.error(
                    "in",
                    "either `in` or `notIn`",
                    members.has("in") ? "both" : "neither",
                    "give exactly one of the two");
            return Optional.empty();
        }
        if (word.isEmpty()) {
            return Optional.empty();
        }
        Kind kind = Kind.of(word.get());
        boolean in = members.has("in");
        Set<String> values = new HashSet<>();
        for (String value : members.texts(in ? "in" : "notIn")) {
            values.add(kind == Kind.LOCATION ? Target.normalized(value) : value.toLowerCase(Locale.ROOT));
        }
        if (kind == Kind.USER || kind == Kind.GROUP) {
            members.warning(
                    "kind",
                    "a property of the resource",
                    "`" + word.get() + "`, a property of the caller",
                    "a monitor sees no caller: the selector matches nothing here");
        }
        return Optional.of(new Selector(kind, in, values));
    }

    boolean selectsReference(String referenceId) {
        return kind != Kind.REFERENCE || values.contains(referenceId.toLowerCase(Locale.ROOT)) == in;
    }

    boolean selects(Target target) {
        return switch (kind) {
            case REFERENCE -> true;
            case LOCATION -> values.contains(target.location()) == in;
            case TYPE -> values.contains(target.type().toLowerCase(Locale.ROOT)) == in;
            case WITHOUT_LOCATION -> (target.location().isEmpty() && target.subscriptionLevel()) == in;
            case USER, GROUP -> false;
        };
    }
}
