package dev.plumbline.finding;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.change.Actor;
import dev.plumbline.change.ChangeEvent;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Writes the rows of one evaluation of one resource. */
final class RowWriter {
    private static final int MAX_TEXT = 16_000;

    private final Evaluated evaluated;

    /**
     * What all rows of an evaluation have in common.
     *
     * @param id the resource
     * @param document what was read; empty if it is gone
     * @param workload the workload on whose behalf it is judged
     * @param previous the resource as it was last seen
     * @param readTime when it was read
     * @param milliseconds the latency of the stages so far
     * @param now when the rows are written
     */
    record Evaluated(
            ResourceId id,
            Optional<ObjectNode> document,
            Optional<ResourceId> workload,
            Optional<ObjectNode> previous,
            Cause cause,
            Instant readTime,
            ObjectNode milliseconds,
            Instant now,
            Origin origin) {}

    RowWriter(Evaluated evaluated) {
        this.evaluated = evaluated;
    }

    /**
     * The row of a step.
     *
     * @param definition what is said of the rule
     * @param verdict the verdict; empty if the resource or the rule is gone
     * @param counts the numbers that the rule's counts come to
     */
    FindingRow row(
            FindingLife.Step step,
            Transition transition,
            ObjectNode definition,
            Optional<Verdict> verdict,
            Optional<String> exemption,
            Counts counts) {
        ArrayNode reasons = reasons(step, transition, counts);
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        put(row, Column.TIME_GENERATED, evaluated.now().toString());
        put(row, Column.FINDING_ID, step.after().findingId());
        put(
                row,
                Column.TRANSITION_ID,
                step.after().findingId() + "-" + step.after().sequence());
        put(row, Column.TRANSITION, transition.wireName());
        putResource(row);
        row.setAll(definition);
        put(row, Column.VERDICT, step.after().verdict());
        row.set(Column.REASONS.wireName(), reasons);
        String display = definition.path(Column.DISPLAY_NAME.wireName()).asText();
        String what =
                verdict.map(Verdict::message).filter(text -> !text.isBlank()).orElse(display);
        put(
                row,
                Column.MESSAGE,
                new RowMessage(evaluated.id(), evaluated.cause()).of(transition, what, reasons, exemption));
        putCause(row);
        putOrigin(row);
        return FindingRow.ordered(row);
    }

    private ArrayNode reasons(FindingLife.Step step, Transition transition, Counts counts) {
        return switch (transition) {
            case RESOLVED -> Reasons.closed(step.before().reasons(), evaluated.document(), counts);
            case RESOURCE_DELETED -> Reasons.closed(step.before().reasons(), Optional.empty(), counts);
            case SNAPSHOT, EXEMPTED -> step.after().reasons();
            case OPENED, CHANGED, REOPENED, EXEMPTION_EXPIRED ->
                Reasons.withPrevious(step.after().reasons(), step.before().reasons(), evaluated.previous(), counts);
        };
    }

    private void putResource(ObjectNode row) {
        ResourceId id = evaluated.id();
        put(row, Column.RESOURCE_ID, id.toString());
        put(row, Column.RESOURCE_NAME, id.name());
        Optional<ObjectNode> document = evaluated.document().or(evaluated::previous);
        put(row, Column.RESOURCE_TYPE, member(evaluated.document(), "type").orElse(id.type()));
        member(document, "kind").ifPresent(kind -> put(row, Column.RESOURCE_KIND, kind));
        member(document, "location").ifPresent(location -> put(row, Column.LOCATION, location));
        id.subscriptionId().ifPresent(subscription -> put(row, Column.SUBSCRIPTION_ID, subscription));
        id.resourceGroup().ifPresent(group -> put(row, Column.RESOURCE_GROUP, group));
        evaluated.workload().ifPresent(workload -> put(row, Column.WORKLOAD_ID, workload.toString()));
    }

    private void putCause(ObjectNode row) {
        evaluated.cause().newest().ifPresent(event -> {
            putActor(row, event.actor());
            put(row, Column.OPERATION, event.operation().name());
            event.correlationId().ifPresent(id -> put(row, Column.CORRELATION_ID, id));
            put(row, Column.EVENT_ID, event.id());
            put(row, Column.EVENT_TIME, event.eventTime().toString());
        });
        put(row, Column.SOURCE, evaluated.cause().source().wireName());
        put(row, Column.READ_TIME, evaluated.readTime().toString());
        ObjectNode latency = row.putObject(Column.LATENCY.wireName());
        evaluated.cause().newest().ifPresent(event -> latency.put("delivery", since(event)));
        latency.setAll(evaluated.milliseconds());
    }

    private long since(ChangeEvent event) {
        return Math.max(
                0,
                Duration.between(event.eventTime(), evaluated.cause().receivedAt())
                        .toMillis());
    }

    private static void putActor(ObjectNode row, Actor actor) {
        actor.name().ifPresent(name -> put(row, Column.ACTOR_NAME, name));
        actor.objectId().ifPresent(id -> put(row, Column.ACTOR_OBJECT_ID, id));
        actor.type().ifPresent(type -> put(row, Column.ACTOR_TYPE, type));
        actor.ip().ifPresent(ip -> put(row, Column.ACTOR_IP, ip));
    }

    private void putOrigin(ObjectNode row) {
        put(row, Column.BASELINE_VERSION, evaluated.origin().baselineVersion());
        put(row, Column.MONITOR_VERSION, evaluated.origin().monitorVersion());
        put(row, Column.MONITOR_INSTANCE, evaluated.origin().monitorInstance());
    }

    private static Optional<String> member(Optional<ObjectNode> document, String name) {
        return document.map(json -> json.path(name))
                .filter(value -> value.isTextual())
                .map(value -> value.textValue());
    }

    private static void put(ObjectNode row, Column column, String value) {
        row.put(column.wireName(), Truncation.text(value, MAX_TEXT));
    }
}
