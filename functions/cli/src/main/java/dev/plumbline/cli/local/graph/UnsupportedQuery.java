package dev.plumbline.cli.local.graph;

/** A query that is wrong, or uses what the embedded Resource Graph does not have; the message says which part. */
final class UnsupportedQuery extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsupportedQuery(String message) {
        super(message, null, false, false);
    }
}
