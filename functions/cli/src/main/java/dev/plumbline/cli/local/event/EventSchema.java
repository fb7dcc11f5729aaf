package dev.plumbline.cli.local.event;

/** The two forms in which Event Grid delivers an event. */
public enum EventSchema {
    /** Event Grid's own: an array of events. */
    EVENT_GRID,
    /** CloudEvents 1.0, one event a call. */
    CLOUD_EVENTS
}
