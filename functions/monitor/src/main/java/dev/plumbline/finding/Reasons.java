package dev.plumbline.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reasons as they stand in a row and in the ledger: bounded, and with what was there before. */
final class Reasons {
    static final int MAX_VALUE = 4_000;
    static final int MAX_LENGTH = 60_000;
    private static final int MAX_PATH = 1_000;
    private static final String EACH = "[*]";
    /** How paths into a view begin that lead into the resource judged. */
    private static final String VIEWED = "resource.";

    private static final String CLOCK = "utcnow(";
    private static final Comparator<JsonNode> BY_VALUE =
            (a, b) -> a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : a.equals(b) ? 0 : 1;

    private Reasons() {}

    static ArrayNode none() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The reasons as JSON; where they are too long, the last ones are left out and a marker says how many. */
    static ArrayNode of(List<Reason> reasons) {
        ArrayNode json = none();
        int length = 2;
        for (int i = 0; i < reasons.size(); i++) {
            ObjectNode one = of(reasons.get(i));
            length += one.toString().length() + 1;
            if (length > MAX_LENGTH / 2) {
                json.addObject()
                        .put("path", "(truncated)")
                        .put("operator", "and")
                        .put("expected", (reasons.size() - i) + " more reasons")
                        .putNull("actual");
                break;
            }
            json.add(one);
        }
        return json;
    }

    private static ObjectNode of(Reason reason) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("path", Truncation.text(reason.path(), MAX_PATH))
                .put("operator", reason.operator());
        json.set("expected", Truncation.value(reason.expected(), MAX_VALUE));
        json.set("actual", Truncation.value(reason.actual(), MAX_VALUE));
        return json;
    }

    /**
     * Whether the same conditions hold of the same values. What was expected does not count, nor what an expression made of
     * the time: under one baseline they differ only because time has passed.
     */
    static boolean same(JsonNode one, JsonNode other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            JsonNode left = one.get(i);
            JsonNode right = other.get(i);
            boolean ofTime = left.path("path").asText().toLowerCase(Locale.ROOT).contains(CLOCK);
            if (!left.path("path").equals(right.path("path"))
                    || !left.path("operator").equals(right.path("operator"))
                    || !ofTime && !left.path("actual").equals(BY_VALUE, right.path("actual"))) {
                return false;
            }
        }
        return true;
    }

    /** The reasons with what their paths held before: by the reasons before, else by the resource as it was last seen. */
    static ArrayNode withPrevious(ArrayNode reasons, ArrayNode before, Optional<ObjectNode> seen, Counts counts) {
        ArrayNode all = none();
        for (JsonNode reason : reasons) {
            ObjectNode one = reason.deepCopy();
            previous(one, before, seen, counts)
                    .ifPresent(value -> one.set("previous", Truncation.value(value, MAX_VALUE)));
            all.add(one);
        }
        return all;
    }

    private static Optional<JsonNode> previous(
            ObjectNode reason, ArrayNode before, Optional<ObjectNode> seen, Counts counts) {
        for (JsonNode earlier : before) {
            if (earlier.path("path").equals(reason.path("path"))
                    && earlier.path("operator").equals(reason.path("operator"))) {
                return Optional.of(earlier.path("actual"));
            }
        }
        Optional<JsonNode> found = seen.flatMap(document -> held(document, reason, counts));
        boolean secret = reason.path("actual").asText().equals(SeenDocument.REDACTED);
        return secret && found.isPresent() && found.get().isTextual()
                ? Optional.of(JsonNodeFactory.instance.textNode(SeenDocument.REDACTED))
                : found;
    }

    private static Optional<JsonNode> held(ObjectNode document, JsonNode reason, Counts counts) {
        String said = reason.path("path").asText();
        String path = said.startsWith(VIEWED) ? said.substring(VIEWED.length()) : said;
        return path.endsWith(EACH) ? counts.at(document, path) : SeenDocument.at(document, path);
    }

    /**
     * The reasons of a finding that is closed: what their paths hold now, null where that is nothing or not known, and what they
     * held.
     */
    static ArrayNode closed(ArrayNode before, Optional<ObjectNode> now, Counts counts) {
        ArrayNode all = none();
        for (JsonNode earlier : before) {
            ObjectNode one = earlier.deepCopy();
            JsonNode was = earlier.path("actual");
            if (!was.asText().equals(SeenDocument.REDACTED)) {
                Optional<JsonNode> is = now.flatMap(document -> held(document, earlier, counts));
                one.set("actual", Truncation.value(is.orElse(JsonNodeFactory.instance.nullNode()), MAX_VALUE));
            }
            one.set("previous", was);
            all.add(one);
        }
        return all;
    }
}
