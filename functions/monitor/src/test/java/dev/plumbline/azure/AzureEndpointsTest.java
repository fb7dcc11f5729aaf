package dev.plumbline.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureEndpointsTest {
    private static final Map<String, String> LEAST = Map.of(
            "PLUMBLINE_INGESTION_ENDPOINT", "https://dce.westeurope-1.ingest.monitor.azure.com",
            "PLUMBLINE_INGESTION_RULE", "dcr-0123456789abcdef0123456789abcdef",
            "PLUMBLINE_TABLE_ENDPOINT", "https://plumbline.table.core.windows.net/");

    @Test
    void fillsInWhatMostDeploymentsShare() {
        AzureEndpoints endpoints = AzureEndpoints.of(LEAST);
        assertThat(endpoints.resourceManager()).isEqualTo(URI.create("https://management.azure.com"));
        assertThat(endpoints.stream()).isEqualTo("Custom-PlumblineFindings_CL");
        assertThat(endpoints.ledgerTable()).isEqualTo("PlumblineLedger");
        assertThat(endpoints.deadLetterTable()).isEqualTo("PlumblineDeadLetters");
        assertThat(endpoints.tables()).isEqualTo(URI.create("https://plumbline.table.core.windows.net"));
        assertThat(endpoints.identity()).isEmpty();
    }

    @Test
    void namesEverySettingThatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AzureEndpoints.of(Map.of()))
                .withMessageContaining(
                        "`PLUMBLINE_INGESTION_ENDPOINT`: expected an https URL without a path, found nothing")
                .withMessageContaining("`PLUMBLINE_INGESTION_RULE`")
                .withMessageContaining("`PLUMBLINE_TABLE_ENDPOINT`");
    }

    @ParameterizedTest
    @CsvSource({
        "PLUMBLINE_RESOURCE_MANAGER, http://management.azure.com",
        "PLUMBLINE_RESOURCE_MANAGER, https://management.azure.com/x",
        "PLUMBLINE_RESOURCE_MANAGER, management.azure.com",
        "PLUMBLINE_INGESTION_ENDPOINT, https://a b",
        "PLUMBLINE_INGESTION_RULE, /subscriptions/x/dataCollectionRules/y",
        "PLUMBLINE_INGESTION_STREAM, PlumblineFindings_CL",
        "PLUMBLINE_LEDGER_TABLE, a-b"
    })
    void refusesWhatCannotBeUsed(String name, String value) {
        Map<String, String> settings = new HashMap<>(LEAST);
        settings.put(name, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AzureEndpoints.of(settings))
                .withMessageContaining("app setting `" + name + "`")
                .withMessageContaining("found `" + value + "`");
    }
}
