package dev.plumbline.cli.local.fault;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * One entry of a faults file: which calls it strikes, how often, and what it does to them.
 *
 * <p>Counting is by the matching calls themselves, so the same calls meet the same faults in every run.
 */
final class Fault {
    /** The part of the embedded Azure that a fault strikes. */
    enum Target {
        ARM,
        LOGS,
        EVENTS
    }

    /** What happens to a call (the first three) or to an event (the others). */
    enum Kind {
        LATENCY,
        STATUS,
        DROP,
        LOST,
        DOUBLED,
        REORDERED;

        boolean strikesEvents() {
            return this == LOST || this == DOUBLED || this == REORDERED;
        }
    }

    /** How a fault does what it does; members that its kind does not use are empty. */
    record Effect(Kind kind, OptionalInt status, Optional<Duration> retryAfter, Duration latency) {}

    private final Target target;
    private final Effect effect;
    private final Optional<String> method;
    private final Optional<Pattern> path;
    private final int every;
    private final int times;
    private final AtomicInteger matched = new AtomicInteger();
    private final AtomicInteger struck = new AtomicInteger();

    Fault(Target target, Effect effect, Optional<String> method, Optional<String> pathGlob, int every, int times) {
        this.target = target;
        this.effect = effect;
        this.method = method.map(m -> m.toUpperCase(Locale.ROOT));
        this.path = pathGlob.map(Fault::glob);
        this.every = every;
        this.times = times;
    }

    Effect effect() {
        return effect;
    }

    /** Whether this fault strikes the given call or event; counts it. */
    boolean strikes(Target on, String callMethod, String callPath) {
        if (on != target
                || method.isPresent() && !method.get().equalsIgnoreCase(callMethod)
                || path.isPresent() && !path.get().matcher(callPath).matches()) {
            return false;
        }
        if (matched.incrementAndGet() % every != 0) {
            return false;
        }
        return times == 0 || struck.incrementAndGet() <= times;
    }

    private static Pattern glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (String literal : glob.split("\\*", -1)) {
            if (regex.length() > 0) {
                regex.append(".*");
            }
            regex.append(Pattern.quote(literal));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }
}
