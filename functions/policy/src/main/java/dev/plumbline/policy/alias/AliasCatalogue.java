package dev.plumbline.policy.alias;

import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import java.util.Optional;

/**
 * Which aliases there are, and the paths that they stand for.
 *
 * <p>Implementations are immutable, or behave so, and may be shared between threads.
 */
public sealed interface AliasCatalogue permits ListedCatalogue, BundledCatalogue, RawFields {

    /** What the name stands for, ignoring case. */
    AliasResolution resolve(String name);

    /** Whether resources of a type, given in lower case, have tags or a location; empty if the catalogue does not tell. */
    Optional<Boolean> indexed(String foldedType);

    /**
     * Reads a complete catalogue as {@code GET /providers?$expand=resourceTypes/aliases} returns it, with or without the
     * {@code value} around it: {@code [{namespace, resourceTypes: [{resourceType, aliases: [{name, paths, defaultPath}]}]}]}.
     */
    static Compiled<AliasCatalogue> read(Document document) {
        return ListedCatalogue.read(document);
    }

    /**
     * The catalogue in the jar: default paths only, silent about what is modifiable. An alias that it lacks is derived by
     * the provider's convention if the type data in the jar confirms the path.
     */
    static AliasCatalogue bundled() {
        return BundledCatalogue.INSTANCE;
    }

    /**
     * The catalogue in the jar as far as Azure's own list of aliases goes: nothing is derived, so that an alias which is known
     * here is one that Azure has.
     */
    static AliasCatalogue listed() {
        return BundledCatalogue.LISTED;
    }

    /** No aliases: every field that is not built in is a path from the root of the resource. */
    static AliasCatalogue none() {
        return RawFields.INSTANCE;
    }
}
