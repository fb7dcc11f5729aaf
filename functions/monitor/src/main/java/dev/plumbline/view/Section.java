package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads one section of a view. */
@FunctionalInterface
interface Section {
    /**
     * The section's value; {@code null} as JSON for one thing that does not exist.
     *
     * @throws Unread where it cannot be told
     */
    JsonNode read(Subject subject, Reads reads);
}
