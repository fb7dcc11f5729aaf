package dev.plumbline.finding;

import java.time.Instant;

/**
 * Something that no retry can mend.
 *
 * @param body what was delivered, cut to {@value #MAX_BODY} characters
 * @param reason why it cannot succeed
 * @param time when it was given up
 * @param source where it came from, such as {@code event} or {@code outbox}
 */
public record DeadDelivery(String body, String reason, Instant time, String source) {
    /** The most of a body that is kept, in characters. */
    public static final int MAX_BODY = 30_000;

    private static final int MAX_REASON = 2_000;

    public DeadDelivery {
        body = body.length() > MAX_BODY ? body.substring(0, MAX_BODY) : body;
        reason = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
    }
}
