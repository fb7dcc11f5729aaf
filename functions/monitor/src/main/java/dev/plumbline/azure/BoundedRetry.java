package dev.plumbline.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.RequestRetryCondition;
import com.azure.core.http.policy.RetryStrategy;
import java.time.Duration;
import java.util.Optional;

/**
 * Retries inside a call, as long as an invocation can afford to wait; whoever asks for more is answered by the trigger's
 * own retry. A time-out is not retried: it has already cost what three calls should.
 */
final class BoundedRetry implements RetryStrategy {
    private final int retries;
    private final Duration firstDelay;
    private final Duration longestWait;

    /**
     * @param retries calls after the first
     * @param firstDelay the wait before the first of them; it doubles
     * @param longestWait the longest {@code Retry-After} that is waited for
     */
    BoundedRetry(int retries, Duration firstDelay, Duration longestWait) {
        this.retries = retries;
        this.firstDelay = firstDelay;
        this.longestWait = longestWait;
    }

    @Override
    public int getMaxRetries() {
        return retries;
    }

    @Override
    public Duration calculateRetryDelay(int retryAttempts) {
        Duration delay = firstDelay.multipliedBy(1L << Math.min(retryAttempts, 10));
        return delay.compareTo(longestWait) > 0 ? longestWait : delay;
    }

    @Override
    public boolean shouldRetryCondition(RequestRetryCondition condition) {
        HttpResponse response = condition.getResponse();
        if (response != null) {
            return busy(response);
        }
        return RootCause.isNetwork(condition.getThrowable()) && !RootCause.isTimeout(condition.getThrowable());
    }

    private boolean busy(HttpResponse response) {
        int status = response.getStatusCode();
        boolean retryable = status == 408 || status == 429 || status >= 500 && status != 501 && status != 505;
        return retryable
                && askedWait(response).map(w -> w.compareTo(longestWait) <= 0).orElse(true);
    }

    /** What the answer asks to wait; a wait that cannot be read counts as one too long. */
    private Optional<Duration> askedWait(HttpResponse response) {
        for (HttpHeaderName name : RetryAfter.MILLISECONDS) {
            if (response.getHeaderValue(name) != null) {
                return Optional.of(RetryAfter.of(response).orElse(longestWait.plusMillis(1)));
            }
        }
        return response.getHeaderValue(HttpHeaderName.RETRY_AFTER) == null
                ? Optional.empty()
                : Optional.of(RetryAfter.of(response).orElse(longestWait.plusMillis(1)));
    }
}
