package dev.plumbline.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how long an answer asks to wait. Only whole numbers are understood: Azure sends no dates here. */
public final class RetryAfter {
    static final List<HttpHeaderName> MILLISECONDS =
            List.of(HttpHeaderName.RETRY_AFTER_MS, HttpHeaderName.X_MS_RETRY_AFTER_MS);

    private static final long LONGEST_SECONDS = 24L * 60 * 60;

    private RetryAfter() {}

    /** The wait, at most a day; absent where the answer asks for none, or in a form that is not understood. */
    public static Optional<Duration> of(@Nullable HttpResponse response) {
        if (response == null) {
            return Optional.empty();
        }
        for (HttpHeaderName name : MILLISECONDS) {
            Optional<Duration> wait = number(response.getHeaderValue(name)).map(Duration::ofMillis);
            if (wait.isPresent()) {
                return wait.map(RetryAfter::atMostADay);
            }
        }
        return number(response.getHeaderValue(HttpHeaderName.RETRY_AFTER))
                .map(Duration::ofSeconds)
                .map(RetryAfter::atMostADay);
    }

    private static Duration atMostADay(Duration wait) {
        return wait.toSeconds() > LONGEST_SECONDS ? Duration.ofSeconds(LONGEST_SECONDS) : wait;
    }

    private static Optional<Long> number(@Nullable String text) {
        if (text == null || !text.strip().matches("[0-9]{1,12}")) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(text.strip()));
    }
}
