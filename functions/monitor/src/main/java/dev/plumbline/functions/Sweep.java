package dev.plumbline.functions;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.OutputBinding;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueOutput;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import java.util.List;

/** Begins a sweep: one message on the queue for each page of resources. */
public final class Sweep {
    /** Lists what is monitored. */
    @FunctionName("Sweep")
    public void run(
            @TimerTrigger(name = "timer", schedule = "0 17 */4 * * *") String timer,
            @QueueOutput(name = "pages", queueName = "plumbline-pages", connection = "AzureWebJobsStorage")
                    OutputBinding<List<String>> pages,
            ExecutionContext context) {
        Invocation.of(context).call(() -> {
            List<String> messages = Deployment.monitor(context.getLogger()).sweep();
            pages.setValue(messages);
            return "sweep: " + messages.size() + " pages";
        });
    }
}
