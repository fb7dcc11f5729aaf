package dev.plumbline.functions;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;

/** Publishes what could not be published when it was found. */
public final class PublishPending {
    /** Empties the outboxes. */
    @FunctionName("PublishPending")
    public void run(@TimerTrigger(name = "timer", schedule = "30 */2 * * * *") String timer, ExecutionContext context) {
        Invocation.of(context)
                .call(() ->
                        "published " + Deployment.monitor(context.getLogger()).publishPending() + " pending rows");
    }
}
