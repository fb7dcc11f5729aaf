package dev.plumbline.functions;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;

/** Shows that the monitor is alive, and what it has done. */
public final class Heartbeat {
    /** Logs one line of state. */
    @FunctionName("Heartbeat")
    public void run(@TimerTrigger(name = "timer", schedule = "0 */5 * * * *") String timer, ExecutionContext context) {
        Invocation.of(context)
                .call(() -> Deployment.monitor(context.getLogger()).heartbeat());
    }
}
