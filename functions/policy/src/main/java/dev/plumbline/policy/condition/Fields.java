package dev.plumbline.policy.condition;

import dev.plumbline.policy.Limit;
import dev.plumbline.policy.alias.Alias;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.alias.AliasResolution;
import dev.plumbline.policy.alias.PropertyPath;
import dev.plumbline.policy.value.Comparison;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The names of fields and what they stand for: built-in names, tags and aliases. Immutable. */
public final class Fields {

    /** The built-in names, for messages. */
    static final List<String> BUILT_IN =
            List.of("type", "id", "name", "kind", "fullName", "location", "tags", "identity.type", "apiVersion");

    private final AliasCatalogue catalogue;
    private final boolean views;

    /**
     * Resolves names with a catalogue.
     *
     * @param views whether names are paths into a view, whose {@code resource} is what is judged
     */
    public Fields(AliasCatalogue catalogue, boolean views) {
        this.catalogue = catalogue;
        this.views = views;
    }

    /** Whether names are paths into a view. */
    boolean ofView() {
        return views;
    }

    /** What a name stands for. */
    public sealed interface Resolution {
        /**
         * It is known.
         *
         * @param field the field
         * @param modifiable what the catalogue says about setting it
         */
        record Known(Field field, Alias.Modifiable modifiable) implements Resolution {}

        /**
         * The catalogue may be too old to know it.
         *
         * @param nearest finds the name spelled most like it
         */
        record Unconfirmed(Supplier<Optional<String>> nearest) implements Resolution {}

        /**
         * There is no such alias.
         *
         * @param nearest finds the name spelled most like it
         */
        record Unknown(Supplier<Optional<String>> nearest) implements Resolution {}
    }

    /** Resolves a name, ignoring case. */
    public Resolution resolve(String name) {
        if (tooMuch(name)) {
            return new Resolution.Unknown(Optional::empty);
        }
        Field builtIn = builtIn(name);
        if (builtIn != null) {
            return new Resolution.Known(builtIn, Alias.Modifiable.YES);
        }
        AliasResolution resolution = catalogue.resolve(name);
        if (resolution instanceof AliasResolution.Known known) {
            boolean raw = catalogue == AliasCatalogue.none();
            return new Resolution.Known(
                    raw ? Field.raw(name, known.alias()) : Field.of(name, known.alias()),
                    known.alias().modifiable());
        }
        if (resolution instanceof AliasResolution.Unconfirmed unconfirmed) {
            // Without a slash it is no alias that a newer catalogue could have, but a misspelt built-in name.
            return name.indexOf('/') > 0
                    ? new Resolution.Unconfirmed(unconfirmed.nearest())
                    : new Resolution.Unknown(unconfirmed.nearest());
        }
        return new Resolution.Unknown(((AliasResolution.Unknown) resolution).nearest());
    }

    /** Whether resources of a type, given in lower case, have tags or a location; empty if nobody knows. */
    public Optional<Boolean> indexed(String foldedType) {
        return catalogue.indexed(foldedType);
    }

    /** What no alias comes near, and would only cost time and space. */
    private static boolean tooMuch(String name) {
        int arrays = 0;
        for (int at = name.indexOf('[');
                at >= 0 && arrays <= Limit.FIELD_ARRAYS.value();
                at = name.indexOf('[', at + 1)) {
            arrays++;
        }
        return name.length() > Limit.FIELD_CHARACTERS.value() || arrays > Limit.FIELD_ARRAYS.value();
    }

    private @Nullable Field builtIn(String name) {
        String folded = Comparison.foldName(name);
        return switch (folded) {
            case "type" -> Field.builtIn(name, views ? Field.Kind.VIEW : Field.Kind.TYPE, PropertyPath.of("type"));
            case "name" -> Field.builtIn(name, Field.Kind.NAME, PropertyPath.of("name"));
            case "kind" -> Field.builtIn(name, Field.Kind.KIND, PropertyPath.of("kind"));
            case "fullname" -> Field.builtIn(name, Field.Kind.FULL_NAME, PropertyPath.of("fullName"));
            case "location" -> Field.builtIn(name, Field.Kind.LOCATION, PropertyPath.of("location"));
            case "apiversion" -> Field.builtIn(name, Field.Kind.API_VERSION, PropertyPath.of("apiVersion"));
            case "id", "tags", "identity" -> Field.builtIn(name, Field.Kind.PROPERTY, PropertyPath.of(folded));
            default -> compound(name, folded);
        };
    }

    private @Nullable Field compound(String name, String folded) {
        if (views && folded.startsWith("resource.")) {
            return ofJudged(name, folded);
        }
        if (folded.startsWith("identity.")) {
            return Field.builtIn(name, Field.Kind.PROPERTY, PropertyPath.parse(name));
        }
        String tag = tag(name, folded);
        return tag == null ? null : Field.builtIn(name, Field.Kind.PROPERTY, PropertyPath.of("tags", tag));
    }

    /** In a view it is the resource inside that has the type, kind and name that applicability asks for. */
    private static @Nullable Field ofJudged(String name, String folded) {
        return switch (folded) {
            case "resource.type" -> Field.builtIn(name, Field.Kind.TYPE, PropertyPath.of("resource", "type"));
            case "resource.kind" -> Field.builtIn(name, Field.Kind.KIND, PropertyPath.of("resource", "kind"));
            case "resource.name" -> Field.builtIn(name, Field.Kind.NAME, PropertyPath.of("resource", "name"));
            default -> null;
        };
    }

    /** The tag of {@code tags.x}, {@code tags['x']} or {@code tags[x]}; {@code tags[*]} is none. */
    private static @Nullable String tag(String name, String folded) {
        if (folded.startsWith("tags.") && folded.length() > "tags.".length()) {
            return name.substring("tags.".length());
        }
        int close = folded.lastIndexOf(']');
        if (!folded.startsWith("tags[") || close != folded.length() - 1) {
            return null;
        }
        String inside = name.substring("tags[".length(), close);
        if (inside.equals("*")) {
            return null;
        }
        int last = inside.length() - 1;
        boolean quoted = last > 0 && inside.charAt(0) == inside.charAt(last) && "'\"".indexOf(inside.charAt(0)) >= 0;
        return quoted ? inside.substring(1, last) : inside;
    }
}
