package dev.plumbline.finding;

import java.util.List;

/** Where rows are published. Thread safe. */
public interface FindingSink {
    /**
     * Publishes rows, in calls no larger than the other side takes. Never throws for what the other side answers or
     * fails to answer: the result says which rows were taken and which not.
     */
    PublishResult publish(List<FindingRow> rows);
}
