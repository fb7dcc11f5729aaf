package dev.plumbline.cli.local.logs;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where accepted rows go: to the screen, to a list of a test, or nowhere. */
@FunctionalInterface
public interface RowStore {
    /** Keeps one row, in the form in which the table would hold it; called from several threads. */
    void add(ObjectNode row);
}
