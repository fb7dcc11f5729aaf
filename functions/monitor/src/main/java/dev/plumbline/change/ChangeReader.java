package dev.plumbline.change;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.InvalidResourceId;
import dev.plumbline.estate.ResourceId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads deliveries in the Event Grid schema and in the CloudEvents schema, one event or an array of them.
 *
 * <p>Understood are the successful writes, deletes and actions of Azure Resource Manager, and the resource notifications.
 * Never throws: what cannot be understood is {@link Delivery.Malformed}. Thread safe.
 */
public final class ChangeReader {
    /** The largest body that is read, in bytes of UTF-8: as much as Event Grid takes. */
    public static final int MAX_BODY = 1_048_576;

    private static final int MAX_DEPTH = 100;
    private static final int MAX_EXCERPT = 30_000;
    private static final int MAX_SHOWN = 100;
    private static final String RESOURCES = "microsoft.resources.resource";
    private static final String NOTIFICATIONS = "microsoft.resourcenotifications.resources.";
    private static final String GRID = "microsoft.eventgrid.";
    private static final List<String> WRITTEN_AS_TEXT = List.of("claims", "authorization", "httpRequest");

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What is wrong with one event. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(String where, String expected, String found, String advice) {
            super(where + ": expected " + expected + ", found " + found + "; " + advice, null, false, false);
        }
    }

    /** Reads a body: one delivery for each event in it, at least one in all. */
    public List<Delivery> read(String body) {
        if (body.length() > MAX_BODY || body.length() > MAX_BODY / 3 && utf8Length(body) > MAX_BODY) {
            return List.of(malformed(
                    new Refusal(
                            "event",
                            "a body of at most " + MAX_BODY + " bytes",
                            "a larger one (" + body.length() + " characters)",
                            "deliver fewer events at a time"),
                    body));
        }
        JsonNode root;
        try {
            root = mapper.readTree(body);
        } catch (JsonProcessingException e) {
            return List.of(malformed(notJson(e), body));
        }
        if (!root.isArray()) {
            return List.of(event(root, "event"));
        }
        if (root.isEmpty()) {
            return List.of(
                    malformed(new Refusal("event", "one event or more", "an empty array", "send none then"), body));
        }
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < root.size(); i++) {
            deliveries.add(event(root.get(i), "event[" + i + "]"));
        }
        return deliveries;
    }

    private static Refusal notJson(JsonProcessingException e) {
        String at = Optional.ofNullable(e.getLocation())
                .map(location -> "line " + location.getLineNr() + ", column " + location.getColumnNr())
                .orElse("its beginning");
        String why = Optional.ofNullable(e.getOriginalMessage())
                .map(ChangeReader::firstLine)
                .map(message -> message.replaceAll(" \\(start marker at .*", ""))
                .orElse("broken text");
        return new Refusal("event: " + at, "JSON", why, "send the event as Event Grid delivers it");
    }

    private Delivery event(JsonNode event, String where) {
        try {
            if (!event.isObject()) {
                throw new Refusal(where, "an object", shown(event), "send one event or an array of events");
            }
            boolean cloud = !Members.of(event, "specversion").isMissingNode();
            String type = text(event, cloud ? "type" : "eventType", where);
            String folded = type.toLowerCase(Locale.ROOT);
            if (folded.startsWith(GRID)) {
                return new Delivery.Ignored(where + ": `" + type + "` is for the host, no resource has changed");
            }
            if (folded.startsWith(NOTIFICATIONS)) {
                return notification(event, where, cloud, folded.substring(NOTIFICATIONS.length()));
            }
            return resourceEvent(event, where, cloud, type);
        } catch (Refusal e) {
            return malformed(e, event.toString());
        }
    }

    private Delivery resourceEvent(JsonNode event, String where, boolean cloud, String type) {
        String folded = type.toLowerCase(Locale.ROOT);
        Operation.Kind kind = null;
        String outcome = "";
        for (Operation.Kind each : Operation.Kind.values()) {
            if (folded.startsWith(RESOURCES + each.wireName())) {
                kind = each;
                outcome = folded.substring(RESOURCES.length() + each.wireName().length());
            }
        }
        if (kind == null || !List.of("success", "failure", "cancel").contains(outcome)) {
            throw unknownType(where, cloud, type);
        }
        if (!outcome.equals("success")) {
            return new Delivery.Ignored(where + ": `" + type + "` tells of nothing that has changed");
        }
        JsonNode data = object(event, "data", where);
        ResourceId subject = id(event, "subject", where);
        String fallback = subject.type() + "/" + kind.wireName();
        return new Delivery.Change(new ChangeEvent(
                text(event, "id", where),
                subject,
                new Operation(kind, Members.text(data, "operationName").orElse(fallback)),
                time(text(event, cloud ? "time" : "eventTime", where), where + (cloud ? ".time" : ".eventTime")),
                Claims.actor(opened(data)),
                Members.text(data, "correlationId")));
    }

    /** The data with its parts as objects: some senders write them as texts that hold JSON. */
    private JsonNode opened(JsonNode data) {
        if (WRITTEN_AS_TEXT.stream().noneMatch(name -> Members.raw(data, name).isPresent())) {
            return data;
        }
        ObjectNode opened = mapper.createObjectNode();
        for (String name : WRITTEN_AS_TEXT) {
            opened.set(name, Members.raw(data, name).flatMap(this::json).orElseGet(() -> Members.of(data, name)));
        }
        return opened;
    }

    private Optional<JsonNode> json(String text) {
        try {
            return Optional.of(mapper.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** A resource notification tells what has changed and never who did it. */
    private static Delivery notification(JsonNode event, String where, boolean cloud, String what) {
        Operation.Kind kind = switch (what) {
            case "createdorupdated" -> Operation.Kind.WRITE;
            case "deleted" -> Operation.Kind.DELETE;
            default -> throw unknownType(where, cloud, NOTIFICATIONS + what);
        };
        JsonNode data = object(event, "data", where);
        JsonNode info = Members.of(data, "resourceInfo");
        JsonNode resource = info.isObject() ? info : object(data, "resourceDetails", where + ".data");
        ResourceId subject = id(resource, "id", where + ".data.resourceInfo");
        String sent = text(event, cloud ? "time" : "eventTime", where);
        String changed = Members.text(Members.of(data, "operationalInfo"), "resourceEventTime")
                .orElse(sent);
        return new Delivery.Change(new ChangeEvent(
                text(event, "id", where),
                subject,
                new Operation(kind, subject.type() + "/" + kind.wireName()),
                time(changed, where + ".data.operationalInfo.resourceEventTime"),
                Actor.unknown(),
                Optional.empty()));
    }

    private static Refusal unknownType(String where, boolean cloud, String type) {
        return new Refusal(
                where + (cloud ? ".type" : ".eventType"),
                "a change of a resource, such as `Microsoft.Resources.ResourceWriteSuccess`",
                "`" + cut(type) + "`",
                "subscribe to the events of the subscription only");
    }

    private static String text(JsonNode object, String name, String where) {
        return Members.text(object, name)
                .orElseThrow(() -> new Refusal(
                        where + "." + name, "a text", shown(Members.of(object, name)), "deliver the event unchanged"));
    }

    private static JsonNode object(JsonNode object, String name, String where) {
        JsonNode value = Members.of(object, name);
        if (!value.isObject()) {
            throw new Refusal(where + "." + name, "an object", shown(value), "deliver the event unchanged");
        }
        return value;
    }

    private static ResourceId id(JsonNode object, String name, String where) {
        String text = Members.raw(object, name).orElseGet(() -> text(object, name, where));
        try {
            return ResourceId.parse(text);
        } catch (InvalidResourceId e) {
            throw new Refusal(
                    where + "." + name, "the id of a resource", String.valueOf(e.getMessage()), "look at who sends it");
        }
    }

    private static Instant time(String text, String where) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Refusal(
                    where,
                    "a time such as `2026-01-31T12:00:00Z`",
                    "`" + cut(text) + "`",
                    "deliver the event unchanged");
        }
    }

    private static Delivery malformed(Refusal refusal, String text) {
        String excerpt = text.length() > MAX_EXCERPT ? text.substring(0, MAX_EXCERPT) : text;
        return new Delivery.Malformed(String.valueOf(refusal.getMessage()), excerpt);
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "nothing";
        }
        return value.isContainerNode() ? (value.isArray() ? "an array" : "an object") : "`" + cut(value.asText()) + "`";
    }

    private static String cut(String text) {
        String line = firstLine(text);
        return line.length() > MAX_SHOWN ? line.substring(0, MAX_SHOWN) + "…" : line;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
