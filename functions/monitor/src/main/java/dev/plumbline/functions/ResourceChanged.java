package dev.plumbline.functions;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.FunctionName;

/** The main street's beginning: Event Grid tells of a change. A failure is answered as one, so that it is sent again. */
public final class ResourceChanged {
    /** Takes one event, or an array of events, in either schema. */
    @FunctionName("ResourceChanged")
    public void run(@EventGridTrigger(name = "event") String event, ExecutionContext context) {
        Invocation.of(context).run(() -> Deployment.monitor(context.getLogger()).changed(event));
    }
}
