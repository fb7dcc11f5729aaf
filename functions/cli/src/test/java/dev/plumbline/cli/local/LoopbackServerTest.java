package dev.plumbline.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.util.Context;
import dev.plumbline.cli.local.arm.ArmWrite;
import dev.plumbline.cli.local.arm.Caller;
import dev.plumbline.cli.local.arm.EmbeddedArm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The embedded Azure through a socket, as curl and another process reach it. */
class LoopbackServerTest {
    private final EmbeddedArm arm = EmbeddedArm.small();
    private final HttpClient curl = HttpClient.newHttpClient();
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.start(0, arm.services());
    }

    @AfterEach
    void stop() {
        server.close();
        arm.close();
    }

    @Test
    void aPatchFromOutsideIsAWriteLikeAnyOther() throws Exception {
        HttpResponse<String> answer = send(
                "PATCH",
                "http://localhost:" + server.port() + EmbeddedArm.ACCOUNT + "?api-version=2025-06-01",
                "{\"properties\": {\"publicNetworkAccess\": \"Enabled\"}}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("etag")).isPresent();
        assertThat(answer.body()).contains("\"publicNetworkAccess\":\"Enabled\"");
        assertThat(arm.told).singleElement().satisfies(write -> {
            assertThat(write.kind()).isEqualTo(ArmWrite.Kind.WRITE);
            assertThat(write.caller()).isEqualTo(Caller.LOCAL_USER);
            assertThat(write.request().url()).startsWith("http://localhost:" + server.port());
        });
    }

    @Test
    void anIdPastedBehindThePortsSlashWorksToo() throws Exception {
        String id = "/" + EmbeddedArm.ACCOUNT;

        assertThat(raw("GET " + id
                        + "?api-version=2025-06-01 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void nextLinksLeadBackHere() throws Exception {
        String list = "http://127.0.0.1:" + server.port() + EmbeddedArm.SUBSCRIPTION
                + "/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01";

        assertThat(send("GET", list, "").body()).contains("\"nextLink\":\"http://127.0.0.1:" + server.port() + "/");
    }

    @Test
    void refusesForeignHostsAndPages() throws Exception {
        String path = EmbeddedArm.ACCOUNT + "?api-version=2025-06-01";

        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("ForeignHost");
        assertThat(raw("POST " + EmbeddedArm.ACCOUNT
                        + "/listKeys?api-version=2025-06-01 HTTP/1.1\r\nHost: localhost\r\n"
                        + "Origin: https://evil.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("ForeignOrigin");
        assertThat(arm.told).isEmpty();
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        String large = "{\"tags\": {\"a\": \"" + "x".repeat(LoopbackServer.BODY_LIMIT) + "\"}}";

        HttpResponse<String> answer = send(
                "PATCH", "http://localhost:" + server.port() + EmbeddedArm.ACCOUNT + "?api-version=2025-06-01", large);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(arm.told).isEmpty();
    }

    @Test
    void saysThatNobodyIsThere() throws Exception {
        HttpResponse<String> answer = send("GET", "http://localhost:" + server.port() + "/elsewhere", "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("NotFound");
    }

    @Test
    void listensToThisMachineOnly() {
        assertThat(server.port()).isPositive();
        assertThatThrownBy(() -> LoopbackServer.start(server.port(), List.of())).isInstanceOf(IOException.class);
    }

    @Test
    void carriesAnSdkClientOfAnotherProcess() {
        HttpPipeline pipeline = new HttpPipelineBuilder()
                .policies(new BearerTokenAuthenticationPolicy(
                        new StaticCredential(), "https://management.azure.com/.default"))
                .httpClient(new LoopbackTransport(com.azure.core.http.HttpClient.createDefault(), server.port()))
                .build();
        HttpRequest request = new HttpRequest(
                HttpMethod.GET,
                "https://management.azure.com" + EmbeddedArm.SUBSCRIPTION
                        + "/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01");

        try (com.azure.core.http.HttpResponse answer = pipeline.sendSync(request, Context.NONE)) {
            assertThat(answer.getStatusCode()).isEqualTo(200);
            assertThat(answer.getBodyAsBinaryData().toString())
                    .contains("\"nextLink\":\"https://management.azure.com/subscriptions/");
        }
    }

    @Test
    void cutsTheConnectionWhereAServiceDoes() throws Exception {
        try (LoopbackServer cut = LoopbackServer.start(0, List.of(new LocalService() {
            @Override
            public boolean serves(HttpCall call) {
                return true;
            }

            @Override
            public HttpAnswer answer(HttpCall call) {
                throw new UncheckedIOException(new IOException("cut"));
            }
        }))) {
            assertThatThrownBy(() -> send("GET", "http://localhost:" + cut.port() + "/", ""))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void answersAFailureOfAServiceWithoutItsText() throws Exception {
        try (LoopbackServer failing = LoopbackServer.start(0, List.of(new LocalService() {
            @Override
            public boolean serves(HttpCall call) {
                throw new IllegalStateException("the secret is here");
            }

            @Override
            public HttpAnswer answer(HttpCall call) {
                throw new IllegalStateException();
            }
        }))) {
            HttpResponse<String> answer = send("GET", "http://localhost:" + failing.port() + "/", "");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("secret");
        }
    }

    private HttpResponse<String> send(String method, String url, String body) throws Exception {
        return curl.send(
                java.net.http.HttpRequest.newBuilder(URI.create(url))
                        .method(method, java.net.http.HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder answer = new StringBuilder();
            reader.lines().forEach(line -> answer.append(line).append('\n'));
            return answer.toString();
        }
    }
}
