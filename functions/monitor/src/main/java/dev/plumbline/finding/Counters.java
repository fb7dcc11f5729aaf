package dev.plumbline.finding;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What this instance has done since it started, counted. Thread safe. */
public final class Counters {
    /** What is counted. */
    public enum Count {
        /** Deliveries received. */
        DELIVERIES("deliveries"),
        /** Events in them that tell of a change. */
        EVENTS("events"),
        /** Events of which nothing follows. */
        IGNORED("ignored"),
        /** Deliveries that cannot be understood. */
        MALFORMED("malformed"),
        /** Events about something outside the monitored subscriptions. */
        OUT_OF_SCOPE("outOfScope"),
        /** Events about resources that concern no rule. */
        STRANGERS("strangers"),
        /** Evaluations that an earlier read had answered. */
        COVERED("covered"),
        /** Resources evaluated. */
        EVALUATED("evaluated"),
        /** Resources that a sweep read one by one because their list tells too little. */
        READ_ANEW("readAnew"),
        /** Resources that could not be read. */
        UNREADABLE("unreadable"),
        /** Verdicts that could not be reached. */
        UNKNOWN("unknownVerdicts"),
        /** Changes and pages of sweeps that were followed to no more than a limit of resources. */
        CUT("cut"),
        /** Writes that had to be decided again because another came first. */
        CONFLICTS("conflicts"),
        /** Deliveries given back to be tried again. */
        RETRIED("retried"),
        /** Steps recorded. */
        TRANSITIONS("transitions"),
        /** Rows published. */
        PUBLISHED("published"),
        /** Rows that were not taken and wait. */
        UNPUBLISHED("unpublished"),
        /** What was put aside for good. */
        DEAD_LETTERED("deadLettered"),
        /** Pages of sweeps evaluated. */
        PAGES("pages");

        private final String wireName;

        Count(String wireName) {
            this.wireName = wireName;
        }

        /** The name in the line of state. */
        public String wireName() {
            return wireName;
        }
    }

    private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

    /** Counters at zero. */
    public Counters() {
        for (Count count : Count.values()) {
            counts.put(count, new LongAdder());
        }
    }

    /** Counts one. */
    public void add(Count count) {
        add(count, 1);
    }

    /** Counts several. */
    public void add(Count count, long number) {
        adder(count).add(number);
    }

    /** How many so far. */
    public long get(Count count) {
        return adder(count).sum();
    }

    private LongAdder adder(Count count) {
        LongAdder adder = counts.get(count);
        if (adder == null) {
            throw new IllegalStateException("every count has an adder");
        }
        return adder;
    }
}
