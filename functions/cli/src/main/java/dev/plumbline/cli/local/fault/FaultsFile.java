package dev.plumbline.cli.local.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a faults file.
 *
 * <p>The form is {@code {"faults": [{"on": "arm", "fault": "status", "status": 429, "retryAfter": "PT2S", "method": "GET",
 * "path": "/subscriptions/*", "every": 3, "times": 10}]}}: {@code on} is arm, logs or events; {@code fault} is latency, status or drop
 * for the first two and lost, doubled or reordered for events; {@code path} is a glob over the path or the event's subject;
 * {@code every} and {@code times} count matching calls. Unknown members are refused.
 */
public final class FaultsFile {
    private static final Set<String> MEMBERS = new TreeSet<>(
            Set.of("on", "fault", "status", "retryAfter", "latency", "method", "path", "every", "times", "because"));
    private static final Set<Integer> STATUSES =
            new TreeSet<>(Set.of(401, 403, 404, 409, 412, 429, 500, 502, 503, 504));
    private static final Duration LONGEST_LATENCY = Duration.ofMinutes(2);

    private final String where;
    private final List<Issue> issues = new ArrayList<>();

    private FaultsFile(String where) {
        this.where = where;
    }

    /** The faults of {@code document}, or everything that is wrong with it. */
    public static Compiled<Faults> read(Document document, Faults.Pause pause) {
        FaultsFile file = new FaultsFile(document.where());
        List<Fault> faults = file.faults(document.root());
        return new Compiled<>(
                file.issues.isEmpty() ? Optional.of(new Faults(faults, pause)) : Optional.empty(), file.issues);
    }

    private List<Fault> faults(JsonNode root) {
        JsonNode entries = root.path("faults");
        List<Fault> faults = new ArrayList<>();
        if (!entries.isArray()) {
            wrong("$.faults", "an array of faults", entries, "write {\"faults\": [...]}");
            return faults;
        }
        for (int i = 0; i < entries.size(); i++) {
            fault(entries.get(i), "$.faults[" + i + "]").ifPresent(faults::add);
        }
        return faults;
    }

    private Optional<Fault> fault(JsonNode entry, String path) {
        int before = issues.size();
        for (Iterator<String> names = entry.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!MEMBERS.contains(name)) {
                wrong(path + "." + name, "one of " + MEMBERS, entry.get(name), "remove or rename the member");
            }
        }
        Optional<Fault.Target> target = choice(Fault.Target.class, entry, "on", path);
        Optional<Fault.Kind> kind = choice(Fault.Kind.class, entry, "fault", path);
        if (target.isPresent()
                && kind.isPresent()
                && kind.get().strikesEvents() != (target.get() == Fault.Target.EVENTS)) {
            wrong(
                    path + ".fault",
                    "a fault that `" + entry.path("on").asText() + "` can have",
                    entry.get("fault"),
                    "lost, doubled and reordered strike events; latency, status and drop strike arm and logs");
        }
        OptionalInt status = status(entry, kind, path);
        Duration latency = duration(entry, "latency", path).orElse(Duration.ZERO);
        if (kind.filter(Fault.Kind.LATENCY::equals).isPresent() && latency.isZero()) {
            wrong(path + ".latency", "a duration such as PT0.5S", entry.path("latency"), "say how long a call waits");
        }
        int every = count(entry, "every", 1, path);
        int times = count(entry, "times", 0, path);
        Optional<Duration> retryAfter = duration(entry, "retryAfter", path);
        if (issues.size() > before || target.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                target.get(),
                new Fault.Effect(kind.get(), status, retryAfter, latency),
                text(entry, "method", path),
                text(entry, "path", path),
                every,
                times));
    }

    private OptionalInt status(JsonNode entry, Optional<Fault.Kind> kind, String path) {
        if (kind.filter(Fault.Kind.STATUS::equals).isEmpty()) {
            return OptionalInt.empty();
        }
        JsonNode status = entry.path("status");
        if (!status.isInt() || !STATUSES.contains(status.intValue())) {
            wrong(path + ".status", "one of " + STATUSES, status, "name the status that a call is answered with");
            return OptionalInt.empty();
        }
        return OptionalInt.of(status.intValue());
    }

    private <E extends Enum<E>> Optional<E> choice(Class<E> type, JsonNode entry, String name, String path) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            names.add(constant.name().toLowerCase(Locale.ROOT));
            if (constant.name().equalsIgnoreCase(entry.path(name).asText())) {
                return Optional.of(constant);
            }
        }
        wrong(path + "." + name, "one of " + names, entry.path(name), "choose one of them");
        return Optional.empty();
    }

    private Optional<String> text(JsonNode entry, String name, String path) {
        JsonNode value = entry.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()
                || value.textValue().isEmpty()
                || value.textValue().length() > 512) {
            wrong(path + "." + name, "a string of 1 to 512 characters", value, "correct the member");
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    private int count(JsonNode entry, String name, int fallback, String path) {
        JsonNode value = entry.path(name);
        if (value.isMissingNode()) {
            return fallback;
        }
        if (!value.isInt() || value.intValue() < 1) {
            wrong(path + "." + name, "a whole number from 1", value, "leave it out for no limit");
            return 1;
        }
        return value.intValue();
    }

    private Optional<Duration> duration(JsonNode entry, String name, String path) {
        JsonNode value = entry.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        try {
            Duration duration = Duration.parse(value.asText());
            if (!duration.isNegative() && duration.compareTo(LONGEST_LATENCY) <= 0) {
                return Optional.of(duration);
            }
        } catch (DateTimeParseException e) {
            // reported below, with everything else that is no usable duration
        }
        wrong(path + "." + name, "an ISO 8601 duration up to " + LONGEST_LATENCY, value, "write for example PT0.5S");
        return Optional.empty();
    }

    private void wrong(String path, String expected, JsonNode found, String advice) {
        String shown = found.isMissingNode() ? "nothing" : "`" + found + "`";
        issues.add(new Issue(Issue.Severity.ERROR, where, path, expected, shown, advice));
    }
}
