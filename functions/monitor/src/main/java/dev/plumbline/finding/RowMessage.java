package dev.plumbline.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.plumbline.change.ChangeEvent;
import dev.plumbline.estate.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The sentence of a row: which resource, what was found where, and what is known of the cause. */
final class RowMessage {
    private static final int MAX_REASONS = 3;
    private static final int MAX_EVENTS = 5;
    private static final int MAX_SHOWN = 120;
    private static final int MAX_LENGTH = 4_000;

    private final ResourceId resource;
    private final Cause cause;

    RowMessage(ResourceId resource, Cause cause) {
        this.resource = resource;
        this.cause = cause;
    }

    /**
     * The whole sentence.
     *
     * @param what the rule's message, or its display name
     * @param exemption the exemption that applies
     */
    String of(Transition transition, String what, ArrayNode reasons, Optional<String> exemption) {
        StringBuilder text = new StringBuilder("`" + resource.name() + "`: " + what);
        boolean closed = transition == Transition.RESOLVED || transition == Transition.RESOURCE_DELETED;
        String found = found(reasons, closed);
        if (!found.isEmpty()) {
            text.append(": ").append(found);
        }
        text.append("; ").append(outcome(transition, exemption));
        String others = others();
        if (!others.isEmpty()) {
            text.append("; answered as well: ").append(others);
        }
        return Truncation.text(text.toString(), MAX_LENGTH);
    }

    private static String found(ArrayNode reasons, boolean closed) {
        List<String> parts = new ArrayList<>();
        for (JsonNode reason : reasons) {
            if (isExistence(reason)) {
                parts.add(existence(reason, closed));
            } else if (!closed) {
                parts.add(state(reason));
            } else if (!reason.path("actual").equals(reason.path("previous"))) {
                parts.add(change(reason));
            }
        }
        int more = parts.size() - MAX_REASONS;
        return String.join(", ", more > 0 ? parts.subList(0, MAX_REASONS) : parts)
                + (more > 0 ? ", " + more + " more" : "");
    }

    /** What was looked for among related resources, not found as it should be. */
    private static boolean isExistence(JsonNode reason) {
        return reason.path("operator").asText().equals("exists")
                && reason.path("expected").isObject();
    }

    private static String existence(JsonNode reason, boolean closed) {
        JsonNode number = reason.path(closed ? "previous" : "actual");
        String was = closed ? "was" : "is";
        return number.asInt() == 0
                ? "there " + was + " no " + path(reason)
                : "of " + number + " " + path(reason) + " none " + was + " as it should be";
    }

    /** How a property stands: what it was before is said where that was something else. */
    private static String state(JsonNode reason) {
        boolean changed = reason.has("previous") && !reason.path("previous").equals(reason.path("actual"));
        return path(reason) + " is " + shown(reason.path("actual"))
                + (changed ? ", was " + shown(reason.path("previous")) : "") + " ("
                + reason.path("operator").asText() + " " + shown(reason.path("expected")) + ")";
    }

    /** What a property has become, as far as that is known. */
    private static String change(JsonNode reason) {
        JsonNode now = reason.path("actual");
        return path(reason) + (now.isNull() ? "" : " is " + shown(now) + ",") + " was "
                + shown(reason.path("previous"));
    }

    private static String path(JsonNode reason) {
        return "`" + Truncation.text(reason.path("path").asText(), MAX_SHOWN) + "`";
    }

    private static String shown(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "not set";
        }
        return "`" + Truncation.text(value.isTextual() ? value.textValue() : value.toString(), MAX_SHOWN) + "`";
    }

    private String outcome(Transition transition, Optional<String> exemption) {
        return switch (transition) {
            case SNAPSHOT -> "open when first looked at, no change is shown to be the cause" + lastTouched();
            case OPENED -> by("opened");
            case CHANGED -> by("still open for other reasons");
            case REOPENED -> by("open again");
            case RESOLVED -> by("resolved");
            case EXEMPTED ->
                "waived" + exemption.map(id -> " by exemption `" + id + "`").orElse("");
            case EXEMPTION_EXPIRED -> "open again because its exemption has ended";
            case RESOURCE_DELETED -> by("closed because the resource is gone");
        };
    }

    private String lastTouched() {
        return cause.newest()
                .map(event -> "; last touched"
                        + (isOwn(event) ? "" : " through `" + event.subject().name() + "`") + described(event))
                .orElse("");
    }

    private String by(String what) {
        Optional<ChangeEvent> newest = cause.newest();
        if (newest.isEmpty()) {
            return what + (cause.source() == Source.SWEEP ? ", found by the sweep, no event had told of it" : "");
        }
        ChangeEvent event = newest.get();
        return what
                + (isOwn(event) ? "" : " after a change of `" + event.subject().name() + "`")
                + described(event);
    }

    private boolean isOwn(ChangeEvent event) {
        return event.subject().equals(resource);
    }

    private static String described(ChangeEvent event) {
        return event.actor().shown().map(name -> " by `" + name + "`").orElse("") + " with `"
                + event.operation().name() + "` at " + event.eventTime();
    }

    private String others() {
        List<ChangeEvent> others = cause.others();
        String listed = others.stream()
                .skip(Math.max(0, others.size() - MAX_EVENTS))
                .map(event -> "`" + event.operation().name() + "`"
                        + event.actor()
                                .shown()
                                .map(name -> " by `" + name + "`")
                                .orElse("") + " at " + event.eventTime())
                .collect(Collectors.joining(", "));
        return others.size() > MAX_EVENTS ? listed + " and " + (others.size() - MAX_EVENTS) + " more" : listed;
    }
}
