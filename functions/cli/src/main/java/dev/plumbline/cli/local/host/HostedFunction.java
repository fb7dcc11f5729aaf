package dev.plumbline.cli.local.host;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.OutputBinding;
import com.microsoft.azure.functions.annotation.EventGridTrigger;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueOutput;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One function of the deployed app, found by its annotations and called as the Java worker calls it: a new instance for each
 * invocation, String parameters for triggers, an output binding for each queue.
 */
final class HostedFunction {
    private final Method method;
    private final String name;

    private HostedFunction(Method method) {
        this.method = method;
        this.name = method.getAnnotation(FunctionName.class).value();
    }

    /** The functions that {@code type} declares. */
    static List<HostedFunction> of(Class<?> type) {
        List<HostedFunction> functions = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(FunctionName.class)) {
                functions.add(new HostedFunction(method));
            }
        }
        if (functions.isEmpty()) {
            throw new IllegalArgumentException("`" + type.getName() + "` declares no function");
        }
        return functions;
    }

    String name() {
        return name;
    }

    Optional<String> timerSchedule() {
        return trigger(TimerTrigger.class).map(TimerTrigger::schedule);
    }

    Optional<String> queue() {
        return trigger(QueueTrigger.class).map(QueueTrigger::queueName);
    }

    boolean takesEvents() {
        return trigger(EventGridTrigger.class).isPresent();
    }

    private <A extends java.lang.annotation.Annotation> Optional<A> trigger(Class<A> type) {
        for (Parameter parameter : method.getParameters()) {
            A annotation = parameter.getAnnotation(type);
            if (annotation != null) {
                return Optional.of(annotation);
            }
        }
        return Optional.empty();
    }

    /**
     * Calls the function and returns what it put into its queue outputs: queue name to messages.
     *
     * @throws RuntimeException what the function threw
     */
    Map<String, List<String>> call(String trigger, ExecutionContext context) {
        Map<String, LocalOutput> outputs = new LinkedHashMap<>();
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.getType() == ExecutionContext.class) {
                arguments.add(context);
            } else if (parameter.getType() == OutputBinding.class) {
                LocalOutput output = new LocalOutput();
                outputs.put(parameter.getAnnotation(QueueOutput.class).queueName(), output);
                arguments.add(output);
            } else {
                arguments.add(trigger);
            }
        }
        try {
            Object instance = method.getDeclaringClass().getConstructor().newInstance();
            method.invoke(instance, arguments.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException("function `" + name + "` failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("function `" + name + "` could not be called", e);
        }
        Map<String, List<String>> messages = new LinkedHashMap<>();
        outputs.forEach((queue, output) -> messages.put(queue, output.messages()));
        return messages;
    }

    /** A queue output: a string, a list or an array of strings becomes one message each. */
    private static final class LocalOutput implements OutputBinding<Object> {
        private @Nullable Object value;

        @Override
        @SuppressWarnings("NullAway") // the interface knows no nullness; an unset output is null in the worker, too
        public Object getValue() {
            return value;
        }

        @Override
        public void setValue(Object value) {
            this.value = value;
        }

        List<String> messages() {
            List<String> messages = new ArrayList<>();
            if (value instanceof Iterable<?> several) {
                several.forEach(message -> messages.add(String.valueOf(message)));
            } else if (value instanceof Object[] several) {
                for (Object message : several) {
                    messages.add(String.valueOf(message));
                }
            } else if (value != null) {
                messages.add(String.valueOf(value));
            }
            return messages;
        }
    }
}
