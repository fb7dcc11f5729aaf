package dev.plumbline.cli.local.scenario;

import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.HttpCall;
import dev.plumbline.cli.local.LocalService;
import dev.plumbline.cli.local.Timeline;
import dev.plumbline.cli.local.scenario.Scenario.Step;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Plays a scenario against Resource Manager: each step as long after the one before as it says. */
public final class ScenarioPlayer {
    /** Is told how each step went. */
    public interface Audience {
        /** A step was played and answered. */
        void played(Step step, HttpAnswer answer);

        /** All steps were played. */
        void ended();
    }

    private final LocalService resourceManager;
    private final Timeline timeline;
    private final Audience audience;

    /** A player of requests to {@code resourceManager}. */
    public ScenarioPlayer(LocalService resourceManager, Timeline timeline, Audience audience) {
        this.resourceManager = resourceManager;
        this.timeline = timeline;
        this.audience = audience;
    }

    /** Starts to play; returns at once. */
    public void play(Scenario scenario) {
        next(scenario, 0);
    }

    private void next(Scenario scenario, int index) {
        if (index == scenario.steps().size()) {
            audience.ended();
            return;
        }
        Step step = scenario.steps().get(index);
        timeline.after(step.after(), () -> {
            try {
                audience.played(step, resourceManager.answer(call(step)));
            } finally {
                next(scenario, index + 1);
            }
        });
    }

    private static HttpCall call(Step step) {
        byte[] body = step.request()
                .body()
                .map(json -> json.toString().getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
        return new HttpCall(
                step.request().method(),
                step.request().path(),
                Map.of("api-version", step.request().apiVersion()),
                Map.of(
                        "content-type", "application/json",
                        "host", "localhost",
                        "x-plumbline-actor", step.who().name(),
                        "x-plumbline-actor-id", step.who().objectId(),
                        "x-plumbline-actor-type", step.who().type(),
                        "x-plumbline-actor-ip", step.who().ip()),
                body);
    }
}
