package dev.plumbline.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.azure.core.util.FluxUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class EmbeddedTransportTest {
    @Test
    void handsOverWhatAClientSends() {
        HttpRequest request = new HttpRequest(HttpMethod.PATCH, "https://h.example/a%20b?X=1%2B1&$top=5")
                .setHeader(HttpHeaderName.IF_MATCH, "\"1\"")
                .setBody("body");
        Function<HttpCall, HttpAnswer> echo = call -> {
            String said = call.method() + " " + call.origin() + " " + call.path() + " "
                    + call.parameter("x").orElse("") + " "
                    + call.parameter("$TOP").orElse("") + " "
                    + call.header("If-Match").orElse("") + " " + call.text();
            return new HttpAnswer(207, Map.of("X-A", "b"), said.getBytes(StandardCharsets.UTF_8));
        };
        try (EmbeddedTransport transport = new EmbeddedTransport(List.of(service(echo)))) {
            String expected = "PATCH https://h.example /a%20b 1+1 5 \"1\" body";
            try (HttpResponse sync = transport.sendSync(request, Context.NONE)) {
                assertThat(sync.getStatusCode()).isEqualTo(207);
                assertThat(sync.getHeaders().getValue(HttpHeaderName.fromString("x-a")))
                        .isEqualTo("b");
                assertThat(sync.getBodyAsBinaryData().toString()).isEqualTo(expected);
            }
            try (HttpResponse later = transport.send(request).block()) {
                assertThat(later.getBodyAsString().block()).isEqualTo(expected);
            }
        }
    }

    @Test
    void givesALargeBodyInPieces() {
        byte[] large = new byte[100_000];
        large[99_999] = 7;
        try (EmbeddedTransport transport =
                new EmbeddedTransport(List.of(service(call -> new HttpAnswer(200, Map.of(), large))))) {
            HttpResponse answer =
                    transport.sendSync(new HttpRequest(HttpMethod.GET, "https://h.example/"), Context.NONE);

            assertThat(answer.getBody().count().block()).isEqualTo(7);
            assertThat(FluxUtil.collectBytesInByteBufferStream(answer.getBody()).block())
                    .isEqualTo(large);
        }
    }

    @Test
    void showsADroppedConnectionAsAFailureOfTheNetwork() {
        try (EmbeddedTransport transport = new EmbeddedTransport(List.of(service(call -> {
            throw new UncheckedIOException(new IOException("dropped"));
        })))) {
            HttpRequest request = new HttpRequest(HttpMethod.GET, "https://h.example/");

            assertThatThrownBy(() -> transport.sendSync(request, Context.NONE))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(IOException.class);
            assertThatThrownBy(() -> transport.send(request).block()).hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void keepsToAClientsResponseTimeout() {
        CountDownLatch never = new CountDownLatch(1);
        try (EmbeddedTransport transport = new EmbeddedTransport(List.of(service(call -> {
            try {
                never.await();
            } catch (InterruptedException cancelled) {
                Thread.currentThread().interrupt();
            }
            return new HttpAnswer(200, Map.of(), new byte[0]);
        })))) {
            assertThatThrownBy(() -> transport.sendSync(
                            new HttpRequest(HttpMethod.GET, "https://h.example/"),
                            new Context("azure-response-timeout", Duration.ofMillis(20))))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(HttpTimeoutException.class);
        } finally {
            never.countDown();
        }
    }

    @Test
    void saysThatNobodyServesAnAddress() {
        try (EmbeddedTransport transport = new EmbeddedTransport(List.of())) {
            assertThat(transport
                            .sendSync(new HttpRequest(HttpMethod.GET, "https://h.example/"), Context.NONE)
                            .getStatusCode())
                    .isEqualTo(404);
        }
    }

    private static LocalService service(Function<HttpCall, HttpAnswer> answer) {
        return new LocalService() {
            @Override
            public boolean serves(HttpCall call) {
                return true;
            }

            @Override
            public HttpAnswer answer(HttpCall call) {
                return answer.apply(call);
            }
        };
    }
}
