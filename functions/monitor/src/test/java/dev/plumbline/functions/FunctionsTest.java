package dev.plumbline.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.OutputBinding;
import com.microsoft.azure.functions.RetryContext;
import com.microsoft.azure.functions.TraceContext;
import dev.plumbline.StreetAccess;
import dev.plumbline.estate.TransientFailure;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {
    private final List<LogRecord> log = new ArrayList<>();

    @AfterEach
    void goBack() {
        Deployment.reset();
    }

    @Test
    void theFunctionsLeadDownTheStreet() {
        StreetAccess street = new StreetAccess();
        Deployment.use(street::monitor);
        Output pages = new Output();

        new Sweep().run("{}", pages, context("Sweep"));
        assertThat(pages.messages).isNotEmpty();
        pages.messages.forEach(page -> new EvaluatePage().run(page, context("EvaluatePage")));
        new ResourceChanged().run(street.publicAccessOpened(), context("ResourceChanged"));
        new PublishPending().run("{}", context("PublishPending"));
        new Heartbeat().run("{}", context("Heartbeat"));

        assertThat(street.published()).containsExactly("opened openai-public-access oai");
        assertThat(messages()).anyMatch(line -> line.startsWith("ResourceChanged: HANDLED, 1 evaluated"));
        assertThat(messages())
                .anyMatch(line -> line.startsWith("plumbline baseline=1.0.0") && line.contains("published=1"));
    }

    @Test
    void whatNeverSucceedsIsLoggedAndAcknowledged() {
        Deployment.use(new StreetAccess()::monitor);

        new ResourceChanged().run("{\"broken", context("ResourceChanged"));

        assertThat(messages()).anyMatch(line -> line.contains("expected JSON"));
    }

    @Test
    void whatCanSucceedLaterIsThrownToTheHost() {
        StreetAccess street = new StreetAccess();
        Deployment.use(street::monitor);
        street.failOnce();
        String event = street.publicAccessOpened();

        assertThatThrownBy(() -> new ResourceChanged().run(event, context("ResourceChanged")))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("503");
        new ResourceChanged().run(event, context("ResourceChanged"));
        assertThat(street.published()).containsExactly("snapshot openai-public-access oai");
    }

    @Test
    void anErrorIsAnsweredAndGivesNothingAway() {
        Deployment.use(() -> {
            throw new NoClassDefFoundError("secret=hush");
        });

        assertThatThrownBy(() -> new Heartbeat().run("{}", context("Heartbeat")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Heartbeat failed with NoClassDefFoundError, see its log")
                .hasNoCause();
    }

    @Test
    void aFailureToStartIsNotRemembered() {
        AtomicInteger attempts = new AtomicInteger();
        StreetAccess street = new StreetAccess();
        Deployment.use(() -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalArgumentException("app setting `PLUMBLINE_SUBSCRIPTIONS`");
            }
            return street.monitor();
        });

        assertThatThrownBy(() -> new Heartbeat().run("{}", context("Heartbeat")))
                .isInstanceOf(IllegalStateException.class);
        new Heartbeat().run("{}", context("Heartbeat"));
        new Heartbeat().run("{}", context("Heartbeat"));

        assertThat(attempts).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {ResourceChanged.class, Sweep.class, EvaluatePage.class, PublishPending.class, Heartbeat.class})
    void theWorkersTrapsAreAvoided(Class<?> function) {
        assertThat(function.getDeclaredFields()).allMatch(Field::isSynthetic);
        assertThat(function.getDeclaredConstructors()).singleElement().satisfies(constructor -> {
            assertThat(constructor.getParameterCount()).isZero();
            assertThat(Modifier.isPublic(constructor.getModifiers())).isTrue();
        });
        for (Method method : function.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())) {
                assertThat(method.getParameterTypes())
                        .allMatch(type ->
                                type == String.class || type == ExecutionContext.class || type == OutputBinding.class);
            }
        }
    }

    private List<String> messages() {
        return log.stream().map(LogRecord::getMessage).toList();
    }

    private ExecutionContext context(String name) {
        Logger logger = Logger.getAnonymousLogger();
        logger.setUseParentHandlers(false);
        logger.addHandler(new Handler() {
            @Override
            public void publish(LogRecord record) {
                log.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        return new Context(name, logger);
    }

    private record Context(String name, Logger logger) implements ExecutionContext {
        @Override
        public Logger getLogger() {
            return logger;
        }

        @Override
        public String getInvocationId() {
            return "invocation-1";
        }

        @Override
        public String getFunctionName() {
            return name;
        }

        @Override
        public TraceContext getTraceContext() {
            throw new UnsupportedOperationException("no trace here");
        }

        @Override
        public RetryContext getRetryContext() {
            throw new UnsupportedOperationException("no retry here");
        }
    }

    private static final class Output implements OutputBinding<List<String>> {
        private List<String> messages = List.of();

        @Override
        public List<String> getValue() {
            return messages;
        }

        @Override
        public void setValue(List<String> value) {
            messages = Optional.ofNullable(value).orElse(List.of());
        }
    }
}
