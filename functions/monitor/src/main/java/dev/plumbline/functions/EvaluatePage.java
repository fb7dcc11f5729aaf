package dev.plumbline.functions;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;

/** Evaluates one page of a sweep. A failure leaves the message on the queue. */
public final class EvaluatePage {
    /** Takes a message that {@link Sweep} has put on the queue. */
    @FunctionName("EvaluatePage")
    public void run(
            @QueueTrigger(name = "page", queueName = "plumbline-pages", connection = "AzureWebJobsStorage") String page,
            ExecutionContext context) {
        Invocation.of(context).run(() -> Deployment.monitor(context.getLogger()).evaluatePage(page));
    }
}
