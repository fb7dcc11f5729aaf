package dev.plumbline.policy.alias;

import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;

/** Which aliases there are, and the paths that they stand for. */
public interface AliasCatalogue {

    /** Reads {@code [{namespace, resourceTypes: [{resourceType, aliases: […]}]}]}. */
    static Compiled<AliasCatalogue> read(Document document) {
        throw new UnsupportedOperationException(document.where());
    }

    /** The catalogue in the jar. */
    static AliasCatalogue bundled() {
        throw new UnsupportedOperationException();
    }

    /** No aliases: every field is a path from the root of the resource. */
    static AliasCatalogue none() {
        throw new UnsupportedOperationException();
    }
}
