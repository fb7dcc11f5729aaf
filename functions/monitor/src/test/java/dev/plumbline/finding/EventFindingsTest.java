package dev.plumbline.finding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.finding.FindingState.Life;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventFindingsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final ResourceId ACCOUNT = ResourceId.parse(
            "/subscriptions/s/resourceGroups/g" + "/providers/Microsoft.CognitiveServices/accounts/oai");

    @Test
    void stayOpenWhateverBecomesOfTheResource() {
        FindingState open = state(Life.OPEN, NOON);

        assertThat(at(NOON.plus(Duration.ofDays(30))).aged(open, false))
                .isEqualTo(new FindingLife.Step(open, open, Optional.empty()));
    }

    @Test
    void closeAfterThirtyDays() {
        FindingLife.Step step =
                at(NOON.plus(Duration.ofDays(30)).plusSeconds(1)).aged(state(Life.OPEN, NOON), false);

        assertThat(step.transition()).contains(Transition.RESOLVED);
        assertThat(step.after().life()).isEqualTo(Life.RESOLVED);
        assertThat(step.after().sequence()).isEqualTo(2);
    }

    @Test
    void areWaivedByAnExemptionAsLongAsItLasts() {
        FindingLife.Step waived = at(NOON).aged(state(Life.OPEN, NOON), true);
        assertThat(waived.transition()).contains(Transition.EXEMPTED);
        assertThat(waived.after().life()).isEqualTo(Life.EXEMPT);

        assertThat(at(NOON).aged(waived.after(), true).transition()).isEmpty();
        FindingLife.Step back = at(NOON).aged(waived.after(), false);
        assertThat(back.transition()).contains(Transition.EXEMPTION_EXPIRED);
        assertThat(back.after().life()).isEqualTo(Life.OPEN);
    }

    @Test
    void anEventHasAnIdOfItsOwn() {
        assertThat(FindingId.of(ACCOUNT, "a", "r", "e1"))
                .isNotEqualTo(FindingId.of(ACCOUNT, "a", "r", "e2"))
                .isNotEqualTo(FindingId.of(ACCOUNT, "a", "r"))
                .isEqualTo(FindingId.of(ACCOUNT, "A", "R", "e1"));
    }

    private static EventFindings at(Instant now) {
        return new EventFindings(ACCOUNT, "1.0.0+x", now);
    }

    private static FindingState state(Life life, Instant since) {
        return new FindingState(
                "f",
                "a",
                "r",
                life,
                "nonCompliant",
                "1.0.0+x",
                1,
                Reasons.none(),
                since,
                Optional.of(JsonNodeFactory.instance.objectNode()),
                "e1");
    }
}
