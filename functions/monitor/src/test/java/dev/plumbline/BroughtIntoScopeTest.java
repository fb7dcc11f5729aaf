package dev.plumbline;

import static dev.plumbline.Street.ACCOUNT;
import static dev.plumbline.Street.STORAGE;
import static dev.plumbline.Street.assertMessage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.finding.FindingRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes part of what AI workloads lean on, by an address or by a tag. */
class BroughtIntoScopeTest {
    private static final String STRANGER = STORAGE + "stranger";
    private static final String CONNECTION = ACCOUNT + "/connections/files";
    private static final String BLOBS = STRANGER + "/blobServices/default";

    private final Street street = new Street().furnished();

    @Test
    void whatANewAddressNamesIsJudged() {
        assertThat(street.sweep()).isEmpty();
        street.estate.put(CONNECTION, "{'properties': {'target': 'https://staistranger.blob.core.windows.net/c'}}");

        List<FindingRow> rows = street.written(CONNECTION, "alice");

        assertThat(rows).extracting(Street::brief).containsExactly("opened storage-public staistranger");
        assertMessage(rows.get(0)).contains("after a change of `files` by `alice`");
    }

    @Test
    void aTagBringsAResourceIntoScopeAndOutAgain() {
        assertThat(street.sweep()).isEmpty();

        tagged("{'AI-Workload': 'TRUE'}");
        assertThat(street.written(STRANGER + "/providers/Microsoft.Resources/tags/default", "alice"))
                .extracting(Street::brief)
                .containsExactly("opened storage-public staistranger");
        assertThat(street.sweep()).isEmpty();

        tagged("{'ai-workload': 'no longer'}");
        assertThat(street.written(STRANGER, "alice"))
                .extracting(Street::brief)
                .containsExactly("resolved storage-public staistranger");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTagIsFoundByTheSweepToo(boolean tagged) {
        tagged(tagged ? "{'ai-workload': 'true'}" : "{'ai-workload': 'false', 'true': 'ai-workload'}");

        assertThat(street.sweep())
                .extracting(Street::brief)
                .isEqualTo(tagged ? List.of("snapshot storage-public staistranger") : List.of());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void partsOfWhatIsTaggedAreInScopeWithIt(boolean tagged) {
        street.restart(sources ->
                sources.withDefinitions(List.of(Street.definition("storage-public", "low", "workload", """
                {'if': {'field': 'type', 'equals': 'Microsoft.Storage/storageAccounts/blobServices'},
                 'then': {'effect': 'audit'}}"""))));
        street.estate.put(BLOBS, "{'properties': {}}");
        tagged(tagged ? "{'ai-workload': 'true'}" : "{}");

        assertThat(street.sweep())
                .extracting(Street::brief)
                .isEqualTo(tagged ? List.of("snapshot storage-public default") : List.of());

        tagged(tagged ? "{}" : "{'ai-workload': 'true'}");
        assertThat(street.written(STRANGER + "/providers/Microsoft.Resources/tags/default", "alice"))
                .extracting(Street::brief)
                .containsExactly((tagged ? "resolved" : "opened") + " storage-public default");
    }

    private void tagged(String tags) {
        street.estate.put(
                STRANGER, "{'tags': " + tags + ", 'properties': {'networkAcls': {'defaultAction': 'Allow'}}}");
    }
}
