package dev.plumbline.cli.local.host;

import com.microsoft.azure.functions.ExecutionContext;
import java.util.logging.Logger;

/** The execution context of one local invocation; its logger goes where the process's logging goes. */
record LocalInvocation(String functionName, String invocationId) implements ExecutionContext {
    @Override
    public Logger getLogger() {
        return Logger.getLogger("function." + functionName);
    }

    @Override
    public String getInvocationId() {
        return invocationId;
    }

    @Override
    public String getFunctionName() {
        return functionName;
    }
}
