package dev.plumbline.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import dev.plumbline.Monitor;
import dev.plumbline.azure.AzureClients;
import dev.plumbline.azure.AzureEndpoints;
import dev.plumbline.azure.ScriptedTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class SettingsTest {
    private static final String ID = "7c1e94b2-5d3a-4f86-9b07-3e6a20d8c415";
    private static final Map<String, String> WHOLE = Map.of(
            "PLUMBLINE_SUBSCRIPTIONS", ID,
            "PLUMBLINE_INGESTION_ENDPOINT", "https://dcr.example.org",
            "PLUMBLINE_INGESTION_RULE", "dcr-0123456789abcdef0123456789abcdef",
            "PLUMBLINE_TABLE_ENDPOINT", "https://account.table.core.windows.net");

    @Test
    void severalAreSeparatedByCommas() {
        Settings settings = Settings.of(Map.of(
                "PLUMBLINE_SUBSCRIPTIONS",
                " " + ID + " ,," + ID + ", 11111111-2222-3333-4444-555555555555",
                "PLUMBLINE_EXEMPTIONS",
                "exemptions, https://a.blob.core.windows.net/c/b.json",
                "WEBSITE_INSTANCE_ID",
                "x".repeat(80)));

        assertThat(settings.scope().subscriptions())
                .containsExactlyInAnyOrder(ID, "11111111-2222-3333-4444-555555555555");
        assertThat(settings.exemptions()).containsExactly("exemptions", "https://a.blob.core.windows.net/c/b.json");
        assertThat(settings.baseline()).isEmpty();
        assertThat(settings.instance()).isEqualTo("x".repeat(36));
    }

    @Test
    void theTagThatBringsIntoScopeCanBeAnother() {
        assertThat(Settings.of(WHOLE).scope().tag()).hasToString("ai-workload=true");
        assertThat(Settings.of(Map.of("PLUMBLINE_SUBSCRIPTIONS", ID, "PLUMBLINE_SCOPE_TAG", " leans=on=ai "))
                        .scope()
                        .tag())
                .hasToString("leans=on=ai");
        assertThatThrownBy(() -> Settings.of(Map.of("PLUMBLINE_SUBSCRIPTIONS", ID, "PLUMBLINE_SCOPE_TAG", "yes")))
                .hasMessageContaining("`PLUMBLINE_SCOPE_TAG`: expected `NAME=VALUE`, found `yes`");
    }

    @Test
    void everyProblemIsNamed() {
        assertThatThrownBy(() ->
                        Settings.of(Map.of("PLUMBLINE_SUBSCRIPTIONS", "all, x/../y", "PLUMBLINE_BASELINE", "a,b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`PLUMBLINE_SUBSCRIPTIONS`: expected ids of subscriptions, found `all`")
                .hasMessageContaining("found `x/../y`")
                .hasMessageContaining("`PLUMBLINE_BASELINE`: expected one policy set, found 2");
        assertThatThrownBy(() -> Settings.of(Map.of())).hasMessageContaining("found nothing");
    }

    @Test
    void theDeployedMonitorJudgesByTheRulesInThePackage() {
        List<LogRecord> log = new ArrayList<>();

        Monitor monitor = Deployment.of(WHOLE, SettingsTest::nowhere, logger(log));

        assertThat(monitor.baseline().rules()).hasSizeGreaterThanOrEqualTo(15);
        assertThat(log).extracting(LogRecord::getLevel).doesNotContain(Level.SEVERE);
    }

    @Test
    void aBrokenRuleIsLoggedAndTheOthersWork(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("broken.json"), """
                {"name": "openai-public-network-disabled", "properties": {"mode": "All", "version": "9.0.0",
                 "metadata": {"version": "9.0.0"}, "policyRule": {"if": {"feld": "type"}}}}""");
        List<LogRecord> log = new ArrayList<>();

        Monitor monitor =
                Deployment.of(with("PLUMBLINE_DEFINITIONS", folder.toString()), SettingsTest::nowhere, logger(log));

        assertThat(monitor.baseline().rules()).hasSizeGreaterThanOrEqualTo(15);
        assertThat(log).extracting(LogRecord::getMessage).anyMatch(message -> message.contains("broken.json"));
    }

    @Test
    void aFileThatCannotBeReadStopsTheApp() {
        Map<String, String> settings = with("PLUMBLINE_EXEMPTIONS", "/nowhere/exemptions");

        assertThatThrownBy(() -> Deployment.of(settings, SettingsTest::nowhere, logger(new ArrayList<>())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/nowhere/exemptions")
                .hasMessageContaining("expected a file or a folder");
    }

    @Test
    void theTokenGoesToBlobsOnly() {
        Map<String, String> settings = with("PLUMBLINE_BASELINE", "https://evil.example.org/baseline.json");

        assertThatThrownBy(() -> Deployment.of(settings, SettingsTest::nowhere, logger(new ArrayList<>())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found another address");
    }

    @Test
    void aBlobIsReadWithTheAppsIdentity() {
        String url = "https://account.blob.core.windows.net/policy/exemptions.json";
        ScriptedTransport transport = new ScriptedTransport(call -> new ScriptedTransport.Answer(
                200,
                Map.of(),
                "[{\"id\": \"/subscriptions/" + ID + "/providers/Microsoft.Authorization/policyExemptions/x\"}]"));
        List<LogRecord> log = new ArrayList<>();

        Deployment.of(
                with("PLUMBLINE_EXEMPTIONS", url),
                endpoints -> new AzureClients(transport, SettingsTest::token, endpoints),
                logger(log));

        assertThat(transport.calls()).singleElement().satisfies(call -> {
            assertThat(call.url()).hasToString(url);
            assertThat(call.headers())
                    .containsEntry("Authorization", "Bearer token")
                    .containsKey("x-ms-version");
        });
        assertThat(log).extracting(LogRecord::getMessage).anyMatch(message -> message.contains(url + "[0]"));
    }

    private static Mono<AccessToken> token(TokenRequestContext context) {
        assertThat(context.getScopes()).containsExactly("https://storage.azure.com/.default");
        return Mono.just(new AccessToken("token", OffsetDateTime.MAX));
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(WHOLE);
        settings.put(name, value);
        return settings;
    }

    private static AzureClients nowhere(AzureEndpoints endpoints) {
        HttpClient transport = request -> Mono.error(new AssertionError("nothing is sent: " + request.getUrl()));
        return new AzureClients(
                transport, context -> Mono.just(new AccessToken("token", OffsetDateTime.MAX)), endpoints);
    }

    private static Logger logger(List<LogRecord> log) {
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
        return logger;
    }
}
