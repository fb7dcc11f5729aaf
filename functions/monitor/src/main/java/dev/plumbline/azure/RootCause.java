package dev.plumbline.azure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What lies behind an exception of the SDK, which wraps what a transport throws in more than one way. */
public final class RootCause {
    private static final int DEEPEST = 20;

    private RootCause() {}

    /** The class of the innermost cause: enough to tell a time-out from a reset, and never a secret. */
    public static String name(Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        return chain.get(chain.size() - 1).getClass().getSimpleName();
    }

    /** Whether the network failed, as opposed to the other side refusing or our code being wrong. */
    public static boolean isNetwork(@Nullable Throwable thrown) {
        return thrown != null
                && chain(thrown).stream()
                        .anyMatch(cause -> cause instanceof IOException || cause instanceof TimeoutException);
    }

    /** Whether time ran out. */
    public static boolean isTimeout(@Nullable Throwable thrown) {
        return thrown != null
                && chain(thrown).stream()
                        .anyMatch(cause -> cause instanceof TimeoutException
                                || cause instanceof java.net.http.HttpTimeoutException);
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && chain.size() < DEEPEST; cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
