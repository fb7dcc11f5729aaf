package dev.plumbline.estate;

import java.time.Duration;
import java.util.Optional;

/** A failure that a later attempt can mend: throttling, a server error, the network. Its message holds no secret. */
public final class TransientFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;

    public TransientFailure(String reason) {
        this(reason, Optional.empty());
    }

    public TransientFailure(String reason, Optional<Duration> retryAfter) {
        super(reason);
        this.retryAfter = retryAfter;
    }

    public TransientFailure(String reason, Optional<Duration> retryAfter, Throwable cause) {
        super(reason, cause);
        this.retryAfter = retryAfter;
    }

    /** How long the other side asked to wait. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
