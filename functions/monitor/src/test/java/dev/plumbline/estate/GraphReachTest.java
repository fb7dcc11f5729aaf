package dev.plumbline.estate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.policy.Membership;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphReachTest {
    private static final ResourceId STRANGER = ResourceId.parse("/subscriptions/7c1e94b2-5d3a-4f86-9b07-3e6a20d8c415"
            + "/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stranger");

    private final GraphReach reach = new GraphReach(
            () -> {
                throw new AssertionError("nothing has to be read");
            },
            ReferenceGraph.of(List.of()),
            Scope.of(List.of("7c1e94b2-5d3a-4f86-9b07-3e6a20d8c415")),
            InstantSource.fixed(Instant.EPOCH));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"{\"tags\": {\"ai-workload\": \"true\"}}; INSIDE", "{\"tags\": {}}; OUTSIDE", "{}; OUTSIDE"})
    void aDocumentThatWasReadTellsOfItsTags(String document, Membership membership) throws JsonProcessingException {
        assertThat(reach.workload(STRANGER, new ObjectMapper().readTree(document)))
                .isEqualTo(membership);
    }
}
