package dev.plumbline.cli.local.event;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An event in both delivery schemas, with what faults are matched by.
 *
 * <p>{@code operation} is {@code write}, {@code delete} or {@code action}; {@code subject} is the resource's id.
 */
public record RaisedEvent(String id, String operation, String subject, ObjectNode eventGrid, ObjectNode cloudEvent) {
    /** The event as it is delivered in {@code schema}. */
    ObjectNode body(EventSchema schema) {
        return switch (schema) {
            case EVENT_GRID -> eventGrid;
            case CLOUD_EVENTS -> cloudEvent;
        };
    }
}
