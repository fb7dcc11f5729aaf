package dev.plumbline.cli.local.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.cli.local.scenario.Scenario.Request;
import dev.plumbline.cli.local.scenario.Scenario.Step;
import dev.plumbline.cli.local.scenario.Scenario.Who;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a scenario file.
 *
 * <p>The form is {@code {"description": "…", "steps": [{"name": "…", "after": "PT2S", "who": {"name", "objectId", "type",
 * "ip"}, "request": {"method", "path", "apiVersion", "body"}, "expect": {"because": "…"}}]}}. Unknown members are refused; all
 * that is wrong is reported at once.
 */
public final class ScenarioFile {
    private static final Set<String> METHODS = Set.of("PUT", "PATCH", "POST", "DELETE");
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final String where;
    private final List<Issue> issues = new ArrayList<>();

    private ScenarioFile(String where) {
        this.where = where;
    }

    /** The scenario of {@code document}, or everything that is wrong with it. */
    public static Compiled<Scenario> read(Document document) {
        ScenarioFile file = new ScenarioFile(document.where());
        Scenario scenario = file.scenario(document.root());
        return new Compiled<>(file.issues.isEmpty() ? Optional.of(scenario) : Optional.empty(), file.issues);
    }

    private Scenario scenario(JsonNode root) {
        members(root, "$", Set.of("description", "steps"));
        List<Step> steps = new ArrayList<>();
        JsonNode listed = root.path("steps");
        if (!listed.isArray()) {
            wrong("$.steps", "an array of steps", listed);
        }
        for (int i = 0; i < listed.size(); i++) {
            steps.add(step(listed.get(i), "$.steps[" + i + "]"));
        }
        return new Scenario(root.path("description").asText(), steps);
    }

    private Step step(JsonNode step, String path) {
        members(step, path, Set.of("name", "after", "who", "request", "expect"));
        JsonNode who = step.path("who");
        members(who, path + ".who", Set.of("name", "objectId", "type", "ip"));
        JsonNode expect = step.path("expect");
        if (!expect.isMissingNode()) {
            members(expect, path + ".expect", Set.of("because"));
        }
        return new Step(
                text(step, "name", path),
                after(step.path("after"), path + ".after"),
                new Who(
                        text(who, "name", path + ".who"),
                        text(who, "objectId", path + ".who"),
                        text(who, "type", path + ".who"),
                        text(who, "ip", path + ".who")),
                request(step.path("request"), path + ".request"),
                expect.path("because").asText());
    }

    private Request request(JsonNode request, String path) {
        members(request, path, Set.of("method", "path", "apiVersion", "body"));
        String method = text(request, "method", path);
        if (!method.isEmpty() && !METHODS.contains(method)) {
            wrong(path + ".method", "one of " + new TreeSet<>(METHODS), request.path("method"));
        }
        return new Request(
                method,
                text(request, "path", path),
                text(request, "apiVersion", path),
                Optional.ofNullable(request.get("body")));
    }

    private Duration after(JsonNode value, String path) {
        if (value.isMissingNode()) {
            return Duration.ZERO;
        }
        try {
            Duration after = Duration.parse(value.asText());
            if (!after.isNegative() && after.compareTo(LONGEST_WAIT) <= 0) {
                return after;
            }
        } catch (DateTimeParseException e) {
            // reported below, with everything else that is no usable duration
        }
        wrong(path, "an ISO 8601 duration up to " + LONGEST_WAIT + ", such as PT2S", value);
        return Duration.ZERO;
    }

    private String text(JsonNode object, String name, String path) {
        JsonNode value = object.path(name);
        if (!value.isTextual()
                || value.textValue().isEmpty()
                || value.textValue().length() > 2048) {
            wrong(path + "." + name, "a string of 1 to 2048 characters", value);
            return "";
        }
        return value.textValue();
    }

    private void members(JsonNode object, String path, Set<String> known) {
        if (!object.isObject()) {
            wrong(path, "an object", object);
            return;
        }
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                wrong(path + "." + name, "one of " + new TreeSet<>(known), object.get(name));
            }
        }
    }

    private void wrong(String path, String expected, JsonNode found) {
        String shown = found.isMissingNode() ? "nothing" : "`" + shortened(found.toString()) + "`";
        issues.add(
                new Issue(Issue.Severity.ERROR, where, path, expected, shown, "see examples/README.md for the form"));
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
