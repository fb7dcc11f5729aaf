package dev.plumbline.cli.local.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.models.CloudEvent;
import com.azure.messaging.eventgrid.EventGridEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.cli.local.arm.ArmWrite;
import dev.plumbline.cli.local.arm.Caller;
import dev.plumbline.estate.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeEventsTest {
    private static final ResourceId ACCOUNT = ResourceId.parse(
            "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/a");
    private static final Caller USER =
            new Caller("kim@contoso.example", "22222222-2222-4222-8222-222222222222", "User", "203.0.113.9");

    private final List<RaisedEvent> raised = new ArrayList<>();
    private final ChangeEvents events = new ChangeEvents("tenant-1", raised::add, () -> "event-1");

    @Test
    void aChangeOfAnExistingResourceTellsWhoAndHow() {
        events.onWrite(write(ArmWrite.Kind.WRITE, "Microsoft.CognitiveServices/accounts/write", USER, true));
        JsonNode event = raised.get(0).eventGrid();
        assertThat(event.path("eventType").asText()).isEqualTo("Microsoft.Resources.ResourceWriteSuccess");
        assertThat(event.path("subject").asText()).isEqualTo(ACCOUNT.toString());
        assertThat(event.path("topic").asText()).isEqualTo("/subscriptions/11111111-1111-4111-8111-111111111111");
        assertThat(event.path("eventTime").asText()).startsWith("2026-03-01T10:00:00");
        assertThat(event.path("dataVersion").asText()).isEqualTo("2");
        JsonNode data = event.path("data");
        assertThat(data.path("operationName").asText()).isEqualTo("Microsoft.CognitiveServices/accounts/write");
        assertThat(data.path("resourceProvider").asText()).isEqualTo("Microsoft.CognitiveServices");
        assertThat(data.path("correlationId").asText()).isEqualTo("correlation-1");
        assertThat(data.path("claims").path("ipaddr").asText()).isEqualTo("203.0.113.9");
        assertThat(data.path("claims")
                        .path("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn")
                        .asText())
                .isEqualTo("kim@contoso.example");
        assertThat(data.path("httpRequest").path("method").asText()).isEqualTo("PATCH");
        assertThat(data.path("authorization").path("action").asText())
                .isEqualTo("Microsoft.CognitiveServices/accounts/write");
    }

    @Test
    void aNewResourceHasNoRequestInItsEvent() {
        events.onWrite(write(ArmWrite.Kind.WRITE, "Microsoft.CognitiveServices/accounts/write", USER, false));
        assertThat(raised.get(0).eventGrid().path("data").has("httpRequest")).isFalse();
    }

    @Test
    void deletionsAndActionsHaveTypesOfTheirOwn() {
        events.onWrite(write(ArmWrite.Kind.DELETE, "Microsoft.CognitiveServices/accounts/delete", USER, true));
        events.onWrite(write(ArmWrite.Kind.ACTION, "Microsoft.CognitiveServices/accounts/listKeys/action", USER, true));
        assertThat(raised)
                .extracting(event -> event.eventGrid().path("eventType").asText())
                .containsExactly(
                        "Microsoft.Resources.ResourceDeleteSuccess", "Microsoft.Resources.ResourceActionSuccess");
        assertThat(raised).extracting(RaisedEvent::operation).containsExactly("delete", "action");
    }

    @Test
    void aManagedIdentityIsKnownByItsResource() {
        Caller identity = new Caller("deployer", USER.objectId(), "ManagedIdentity", "203.0.113.9");
        events.onWrite(write(ArmWrite.Kind.WRITE, "Microsoft.CognitiveServices/accounts/write", identity, true));
        JsonNode claims = raised.get(0).eventGrid().path("data").path("claims");
        assertThat(claims.path("xms_mirid").asText()).endsWith("/userAssignedIdentities/deployer");
        assertThat(claims.path("idtyp").asText()).isEqualTo("app");
    }

    @Test
    void azuresOwnClientsReadBothSchemas() throws Exception {
        events.onWrite(write(ArmWrite.Kind.WRITE, "Microsoft.CognitiveServices/accounts/write", USER, true));
        RaisedEvent event = raised.get(0);
        ObjectMapper json = new ObjectMapper();
        EventGridEvent own = EventGridEvent.fromString(
                        json.writeValueAsString(json.createArrayNode().add(event.eventGrid())))
                .get(0);
        assertThat(own.getId()).isEqualTo("event-1");
        assertThat(own.getEventTime().toInstant()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        CloudEvent cloud = CloudEvent.fromString(event.cloudEvent().toString()).get(0);
        assertThat(cloud.getSubject()).isEqualTo(ACCOUNT.toString());
        assertThat(cloud.getType()).isEqualTo("Microsoft.Resources.ResourceWriteSuccess");
    }

    private static ArmWrite write(ArmWrite.Kind kind, String operation, Caller caller, boolean existed) {
        return new ArmWrite(
                kind,
                ACCOUNT,
                operation,
                existed ? Optional.of(new ObjectMapper().createObjectNode()) : Optional.empty(),
                Optional.empty(),
                caller,
                new ArmWrite.Request("PATCH", "https://management.azure.com" + ACCOUNT, "request-1", "correlation-1"),
                Instant.parse("2026-03-01T10:00:00Z"),
                200);
    }
}
