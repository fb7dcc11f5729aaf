package dev.plumbline.finding;

import dev.plumbline.change.ChangeEvent;
import dev.plumbline.policy.baseline.Assessment;
import java.util.List;
import java.util.function.Predicate;

/**
 * What rules said of single events, and of findings about earlier ones.
 *
 * @param judged the events that were judged by themselves
 * @param exempt whether an exemption waives the rule of a known finding now
 */
public record EventJudgements(List<Judged> judged, Predicate<FindingState> exempt) {
    public EventJudgements {
        judged = List.copyOf(judged);
    }

    /** One event and what each rule over events said of it. */
    public record Judged(ChangeEvent event, List<Assessment> assessments) {
        public Judged {
            assessments = List.copyOf(assessments);
        }
    }

    /** No event was judged by itself, and nothing is exempt. */
    public static EventJudgements none() {
        return new EventJudgements(List.of(), state -> false);
    }
}
