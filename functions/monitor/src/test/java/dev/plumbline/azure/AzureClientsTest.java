package dev.plumbline.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import com.azure.identity.ManagedIdentityCredential;
import dev.plumbline.azure.ScriptedTransport.Answer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class AzureClientsTest {
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final HttpRequest request = new HttpRequest(HttpMethod.GET, "https://management.azure.com/x");

    @Test
    void theDeployedAppProvesWhoItIsByItsManagedIdentity() {
        AzureClients clients = AzureClients.deployed(ScriptedTransport.endpoints());
        assertThat(clients.credential()).isInstanceOf(ManagedIdentityCredential.class);
        assertThat(clients.transport()).isInstanceOf(PreparedTransport.class);
    }

    @Test
    void buildsItsClientsForTheEndpointsGiven() {
        AzureClients clients = new ScriptedTransport(call -> Answer.json("{}")).clients();
        assertThat(clients.table("PlumblineLedger").getTableName()).isEqualTo("PlumblineLedger");
        assertThat(clients.table("PlumblineLedger").getTableEndpoint())
                .startsWith("https://plumbline.table.core.windows.net");
        assertThat(clients.resourceManager().getPolicyCount()).isEqualTo(3);
    }

    @Test
    void buildsTheTransportElsewhereAndOnce() {
        ScriptedTransport scripted = new ScriptedTransport(call -> Answer.json("{}"));
        PreparedTransport transport = new PreparedTransport(() -> scripted, work::add);
        assertThat(work).hasSize(1);
        work.remove().run();

        assertThat(transport.sendSync(request, Context.NONE).getStatusCode()).isEqualTo(200);
        assertThat(transport.send(request).block()).isNotNull();
        assertThat(transport.send(request, Context.NONE).block()).isNotNull();
        assertThat(scripted.calls()).hasSize(3);
        assertThat(work).isEmpty();
    }

    @Test
    void anErrorWhileBuildingReachesWhoeverSends() {
        PreparedTransport transport = new PreparedTransport(
                () -> {
                    throw new NoClassDefFoundError("missing");
                },
                Runnable::run);
        assertThatThrownBy(() -> transport.sendSync(request, Context.NONE))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(NoClassDefFoundError.class);
    }
}
