package dev.plumbline.functions;

import com.microsoft.azure.functions.ExecutionContext;
import dev.plumbline.Outcome;
import dev.plumbline.estate.TransientFailure;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One call of a function: its outcome goes to the invocation's own logger, and whatever is thrown becomes an exception
 * that the worker answers. The worker never answers an error outside a method's body, and shows messages to the caller.
 */
final class Invocation {
    private final String function;
    private final Logger logger;

    private Invocation(String function, Logger logger) {
        this.function = function;
        this.logger = logger;
    }

    static Invocation of(ExecutionContext context) {
        return new Invocation(context.getFunctionName(), context.getLogger());
    }

    /** Logs what became of a delivery. */
    void run(Supplier<Outcome> work) {
        call(() -> {
            Outcome outcome = work.get();
            Level level = outcome.kind() == Outcome.Kind.DEAD_LETTERED ? Level.WARNING : Level.INFO;
            outcome.remarks().forEach(remark -> logger.log(level, remark));
            return function + ": " + outcome.kind() + ", " + outcome.evaluated() + " evaluated";
        });
    }

    /** Logs the line that the work gives. */
    void call(Supplier<String> work) {
        try {
            String line = work.get();
            logger.info(() -> line);
        } catch (TransientFailure e) {
            logger.log(Level.WARNING, e, () -> function + " is tried again: " + e.getMessage());
            throw e;
        } catch (Throwable e) {
            logger.log(Level.SEVERE, e, () -> function + " failed");
            throw new IllegalStateException(
                    function + " failed with " + e.getClass().getSimpleName() + ", see its log");
        }
    }
}
