package dev.plumbline.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.finding.DeadDelivery;
import dev.plumbline.finding.DeadLetter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every dead letter promises. */
interface DeadLetterContract {
    Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** A dead letter with nothing in it. */
    DeadLetter deadLetter();

    static DeadDelivery delivery(String body, long secondsLater) {
        return new DeadDelivery(body, "the body is no JSON", NOON.plusSeconds(secondsLater), "event");
    }

    @Test
    default void hasNothingAtFirst() {
        assertThat(deadLetter().recent(10)).isEmpty();
    }

    @Test
    default void givesBackWhatItKept() {
        DeadDelivery delivery =
                new DeadDelivery("{\"é😀\u0001\": ", "line 1\nline 2 `x`", NOON.plusNanos(123_456_789), "outbox");
        deadLetter().keep(delivery);
        assertThat(deadLetter().recent(10)).containsExactly(delivery);
    }

    @Test
    default void showsTheNewestFirstAndNoMoreThanAsked() {
        DeadLetter deadLetter = deadLetter();
        deadLetter.keep(delivery("second", 1));
        deadLetter.keep(delivery("first", 0));
        deadLetter.keep(delivery("third", 86_400 * 400L));
        deadLetter.keep(new DeadDelivery("nano", "r", NOON.plusSeconds(1).plusNanos(1), "event"));

        assertThat(deadLetter.recent(10))
                .extracting(DeadDelivery::body)
                .containsExactly("third", "nano", "second", "first");
        assertThat(deadLetter.recent(2)).extracting(DeadDelivery::body).containsExactly("third", "nano");
        assertThat(deadLetter.recent(0)).isEmpty();
    }

    @Test
    default void keepsDifferentDeliveriesOfOneMomentApart() {
        DeadLetter deadLetter = deadLetter();
        deadLetter.keep(delivery("a", 0));
        deadLetter.keep(delivery("b", 0));
        deadLetter.keep(new DeadDelivery("a", "another reason", NOON, "event"));
        assertThat(deadLetter.recent(10)).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    default void takesTheLargestBodyThereIs() {
        // ASCII, because Azurite decodes a large request piece by piece and breaks what lies across two pieces.
        DeadDelivery large = delivery("\\\"x".repeat(1_000_000), 0);
        deadLetter().keep(large);
        List<DeadDelivery> kept = deadLetter().recent(1);
        assertThat(kept).containsExactly(large);
        assertThat(kept.get(0).body()).hasSize(DeadDelivery.MAX_BODY);
    }

    @Test
    default void takesBodiesThatLookLikePaths() {
        DeadDelivery delivery = new DeadDelivery("../../../etc/passwd", "../x", NOON, "../../" + "y".repeat(500));
        deadLetter().keep(delivery);
        assertThat(deadLetter().recent(1)).containsExactly(delivery);
    }

    @Test
    default void takesTheSameDeliveryTwice() {
        deadLetter().keep(delivery("a", 0));
        deadLetter().keep(delivery("a", 0));
        assertThat(deadLetter().recent(10)).isNotEmpty().allMatch(delivery("a", 0)::equals);
    }
}
