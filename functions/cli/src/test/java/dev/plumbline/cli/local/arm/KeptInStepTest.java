package dev.plumbline.cli.local.arm;

import static dev.plumbline.cli.local.arm.EmbeddedArm.ACCOUNT;
import static dev.plumbline.cli.local.arm.EmbeddedArm.ENDPOINT;
import static dev.plumbline.cli.local.arm.EmbeddedArm.GROUP;
import static dev.plumbline.cli.local.arm.EmbeddedArm.VAULT;
import static dev.plumbline.cli.local.arm.EmbeddedArm.VNET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.cli.local.arm.EmbeddedArm.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Azure changes along with a write, and tells nobody of. */
class KeptInStepTest {
    private static final String NETWORK = "2025-05-01";
    private static final String CONNECTION =
            ACCOUNT + "/privateEndpointConnections/pe-oai-one.11111111-2222-4333-8444-555555555555";
    private static final String STATE = "/properties/privateLinkServiceConnectionState/status";

    private final EmbeddedArm arm = EmbeddedArm.small();

    @AfterEach
    void close() {
        arm.close();
    }

    @Test
    void deletingAnEndpointTakesItFromItsTargetWithoutAnEventThere() {
        String before = arm.get(ACCOUNT).header("ETag").orElseThrow();

        assertThat(arm.send("DELETE", ENDPOINT, NETWORK, "").status()).isEqualTo(200);

        Answer account = arm.get(ACCOUNT);
        assertThat(account.body().at("/properties/privateEndpointConnections")).isEmpty();
        assertThat(account.header("ETag").orElseThrow()).isNotEqualTo(before);
        assertThat(arm.get(CONNECTION).status()).isEqualTo(404);
        assertThat(arm.told).extracting(write -> write.id().toString()).containsExactly(ENDPOINT);
        assertThat(arm.send("GET", VNET + "/subnets/endpoints", NETWORK, "")
                        .body()
                        .at("/properties/privateEndpoints"))
                .isEmpty();
        assertThat(arm.send("GET", VNET, NETWORK, "").body().at("/properties/subnets/0/properties/privateEndpoints"))
                .isEmpty();
        assertThat(arm.send("GET", GROUP + "/providers/Microsoft.Network/networkInterfaces/pe-oai-one.nic", NETWORK, "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anEndpointMadeByItsTargetsOwnerIsApproved() {
        Answer made = arm.send(
                "PUT", GROUP + "/providers/Microsoft.Network/privateEndpoints/pe-kv", NETWORK, endpoint(VAULT, false));

        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        assertThat(made.body()
                        .at("/properties/privateLinkServiceConnections/0" + STATE)
                        .asText())
                .isEqualTo("Approved");
        JsonNode vault = arm.send("GET", VAULT, "2026-05-15", "").body();
        assertThat(vault.at("/properties/privateEndpointConnections")).hasSize(1);
        assertThat(vault.at("/properties/privateEndpointConnections/0" + STATE).asText())
                .isEqualTo("Approved");
        assertThat(arm.told).hasSize(1);
    }

    @Test
    void anEndpointMadeByHandWaitsForApproval() {
        String endpoint = GROUP + "/providers/Microsoft.Network/privateEndpoints/pe-manual";
        arm.send("PUT", endpoint, NETWORK, endpoint(ACCOUNT, true));
        JsonNode pending = arm.get(ACCOUNT).body().at("/properties/privateEndpointConnections/1");
        assertThat(pending.at(STATE).asText()).isEqualTo("Pending");
        assertThat(pending.at("/properties/groupIds/0").asText()).isEqualTo("account");

        String connection =
                ACCOUNT + "/privateEndpointConnections/" + pending.path("name").asText();
        Answer approved = arm.put(
                connection,
                "{'properties': {'privateLinkServiceConnectionState': {'status': 'Approved', 'description': 'fine'}}}");

        assertThat(approved.status()).as("%s", approved.body()).isEqualTo(200);
        assertThat(arm.get(ACCOUNT)
                        .body()
                        .at("/properties/privateEndpointConnections/1" + STATE)
                        .asText())
                .isEqualTo("Approved");
        assertThat(arm.get(ACCOUNT)
                        .body()
                        .at("/properties/privateEndpointConnections/1/properties/privateEndpoint/id")
                        .asText())
                .as("the service's own end stays")
                .isEqualTo(endpoint);
        assertThat(arm.send("GET", endpoint, NETWORK, "")
                        .body()
                        .at("/properties/manualPrivateLinkServiceConnections/0" + STATE)
                        .asText())
                .isEqualTo("Approved");
        assertThat(arm.told)
                .extracting(ArmWrite::operationName)
                .containsExactly(
                        "Microsoft.Network/privateEndpoints/write",
                        "Microsoft.CognitiveServices/accounts/privateEndpointConnections/write");
    }

    @Test
    void rejectingShowsAtBothEnds() {
        arm.put(CONNECTION, "{'properties': {'privateLinkServiceConnectionState': {'status': 'Rejected'}}}");

        assertThat(arm.get(CONNECTION).body().at(STATE).asText()).isEqualTo("Rejected");
        assertThat(arm.get(ACCOUNT)
                        .body()
                        .at("/properties/privateEndpointConnections/0" + STATE)
                        .asText())
                .isEqualTo("Rejected");
        assertThat(endpointState()).isEqualTo("Rejected");
    }

    @Test
    void deletingTheConnectionOrItsTargetDisconnectsTheEndpoint() {
        assertThat(arm.delete(CONNECTION).status()).isEqualTo(200);
        assertThat(arm.get(ACCOUNT).body().at("/properties/privateEndpointConnections"))
                .isEmpty();
        assertThat(endpointState()).isEqualTo("Disconnected");

        try (EmbeddedArm other = EmbeddedArm.small()) {
            other.delete(ACCOUNT);
            assertThat(other.send("GET", ENDPOINT, NETWORK, "")
                            .body()
                            .at("/properties/privateLinkServiceConnections/0" + STATE)
                            .asText())
                    .isEqualTo("Disconnected");
        }
    }

    @Test
    void nobodyMakesAConnectionWithoutAnEndpoint() {
        assertThat(arm.put(
                                ACCOUNT + "/privateEndpointConnections/none",
                                "{'properties': {'privateLinkServiceConnectionState': {}}}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void subnetsAreOneAndTheSameInsideAndOutside() {
        arm.send("PUT", VNET + "/subnets/apps", NETWORK, "{'properties': {'addressPrefix': '10.1.3.0/24'}}");
        arm.send("PUT", VNET + "/subnets/more", NETWORK, "{'properties': {'addressPrefix': '10.1.4.0/24'}}");

        JsonNode subnets = arm.send("GET", VNET, NETWORK, "").body().at("/properties/subnets");
        assertThat(subnets).hasSize(3);
        assertThat(subnets.at("/1/properties/addressPrefix").asText()).isEqualTo("10.1.3.0/24");

        arm.send(
                "PUT",
                VNET,
                NETWORK,
                "{'location': 'swedencentral', 'properties': {'addressSpace': {'addressPrefixes': ['10.1.0.0/16']}, 'subnets':"
                        + " [{'name': 'endpoints', 'properties': {'addressPrefix': '10.1.9.0/24'}}]}}");

        assertThat(arm.send("GET", VNET + "/subnets/endpoints", NETWORK, "")
                        .body()
                        .at("/properties/addressPrefix")
                        .asText())
                .isEqualTo("10.1.9.0/24");
        assertThat(arm.send("GET", VNET + "/subnets/more", NETWORK, "").status())
                .isEqualTo(404);
        assertThat(arm.send("GET", VNET + "/subnets/apps", NETWORK, "").status())
                .isEqualTo(404);
    }

    @Test
    void hubsListTheirProjects() {
        String hub = GROUP + "/providers/Microsoft.MachineLearningServices/workspaces/hub";
        String project = GROUP + "/providers/Microsoft.MachineLearningServices/workspaces/project";
        arm.put(hub, "{'location': 'swedencentral', 'kind': 'Hub', 'properties': {}}");
        arm.put(
                project,
                "{'location': 'swedencentral', 'kind': 'Project', 'properties': {'hubResourceId': '" + hub + "'}}");

        assertThat(arm.get(hub).body().at("/properties/associatedWorkspaces/0").asText())
                .isEqualTo(project);

        arm.delete(project);

        assertThat(arm.get(hub).body().at("/properties/associatedWorkspaces")).isEmpty();
    }

    private String endpointState() {
        return arm.send("GET", ENDPOINT, NETWORK, "")
                .body()
                .at("/properties/privateLinkServiceConnections/0" + STATE)
                .asText();
    }

    private static String endpoint(String target, boolean manual) {
        return "{'location': 'swedencentral', 'properties': {'subnet': {'id': '" + VNET + "/subnets/endpoints'}, '"
                + (manual ? "manualPrivateLinkServiceConnections" : "privateLinkServiceConnections")
                + "': [{'name': 'c', 'properties': {'privateLinkServiceId': '" + target
                + "', 'groupIds': ['account']}}]}}";
    }
}
