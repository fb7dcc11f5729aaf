package dev.plumbline.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.models.CloudEvent;
import com.azure.messaging.eventgrid.EventGridEvent;
import com.azure.messaging.eventgrid.SystemEventNames;
import com.azure.messaging.eventgrid.systemevents.ResourceDeleteSuccessEventData;
import com.azure.messaging.eventgrid.systemevents.ResourceWriteSuccessEventData;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path EVENTS = Path.of("../../examples/events");
    private static final String ID =
            "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/a";

    private final ChangeReader reader = new ChangeReader();

    @Test
    void theSdkReadsTheSameOutOfEveryRecordedEvent() throws IOException {
        int events = 0;
        for (String text : recorded()) {
            ChangeEvent ours = change(text);
            if (text.contains("specversion")) {
                CloudEvent theirs = CloudEvent.fromString(text).get(0);
                assertThat(ours.id()).isEqualTo(theirs.getId());
                assertThat(ours.subject()).hasToString(theirs.getSubject());
                assertThat(ours.eventTime()).isEqualTo(theirs.getTime().toInstant());
            } else {
                assertSame(ours, EventGridEvent.fromString(text).get(0));
            }
            events++;
        }
        assertThat(events).isGreaterThan(10);
    }

    @SuppressWarnings("deprecation") // the SDK's own name for its older models; the shape is the service's
    private static void assertSame(ChangeEvent ours, EventGridEvent theirs) {
        assertThat(ours.id()).isEqualTo(theirs.getId());
        assertThat(ours.subject()).hasToString(theirs.getSubject());
        assertThat(ours.eventTime()).isEqualTo(theirs.getEventTime().toInstant());
        if (theirs.getEventType().equals(SystemEventNames.RESOURCE_WRITE_SUCCESS)) {
            ResourceWriteSuccessEventData data = theirs.getData().toObject(ResourceWriteSuccessEventData.class);
            assertThat(ours.operation()).isEqualTo(new Operation(Operation.Kind.WRITE, data.getOperationName()));
            assertThat(ours.correlationId()).hasValue(data.getCorrelationId());
            assertThat(ours.subject()).hasToString(data.getResourceUri());
        } else if (theirs.getEventType().equals(SystemEventNames.RESOURCE_DELETE_SUCCESS)) {
            ResourceDeleteSuccessEventData data = theirs.getData().toObject(ResourceDeleteSuccessEventData.class);
            assertThat(ours.operation()).isEqualTo(new Operation(Operation.Kind.DELETE, data.getOperationName()));
            assertThat(ours.correlationId()).hasValue(data.getCorrelationId());
        }
    }

    @Test
    void bothSchemasGiveTheSameChange() {
        ObjectNode grid = event("Microsoft.Resources.ResourceWriteSuccess");
        ObjectNode cloud = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", "e-1")
                .put("source", "/subscriptions/x")
                .put("subject", ID)
                .put("type", "Microsoft.Resources.ResourceWriteSuccess")
                .put("time", "2026-11-20T16:40:15.1182000Z");
        cloud.set("data", grid.path("data"));

        assertThat(change(cloud.toString())).isEqualTo(change(grid.toString()));
    }

    @Test
    void membersAreFoundWhateverTheirCasing() {
        String event = event("Microsoft.Resources.ResourceWriteSuccess")
                .toString()
                .replace("eventType", "EventType")
                .replace("\"subject\"", "\"Subject\"")
                .replace("operationName", "OperationName")
                .replace("Microsoft.Resources.ResourceWriteSuccess", "microsoft.resources.resourcewritesuccess");

        assertThat(change(event).subject()).isEqualTo(ResourceId.parse(ID.toUpperCase(Locale.ROOT)));
        assertThat(change(event).operation().kind()).isEqualTo(Operation.Kind.WRITE);
    }

    @Test
    void anArrayIsReadEventByEvent() {
        String good = event("Microsoft.Resources.ResourceWriteSuccess").toString();

        List<Delivery> deliveries = reader.read("[" + good + ", 3, " + good.replace("e-1", "e-2") + "]");

        assertThat(deliveries).hasSize(3);
        assertThat(deliveries.get(0)).isInstanceOf(Delivery.Change.class);
        assertThat(deliveries.get(1)).isInstanceOf(Delivery.Malformed.class);
        assertThat(((Delivery.Malformed) deliveries.get(1)).reason())
                .startsWith("event[1]: expected an object, found `3`");
        assertThat(deliveries.get(2)).isInstanceOf(Delivery.Change.class);
    }

    @Test
    void aResourceNotificationTellsWhatButNotWho() {
        String event =
                "{\"specversion\": \"1.0\", \"id\": \"n-1\", \"type\": \"Microsoft.ResourceNotifications.Resources.CreatedOrUpdated\","
                        + " \"time\": \"2026-11-20T16:40:16Z\", \"subject\": \"" + ID
                        + "\", \"data\": {\"resourceInfo\": {\"id\": \"" + ID
                        + "\"}, \"operationalInfo\": {\"resourceEventTime\": \"2026-11-20T16:40:15Z\"}, \"apiVersion\": \"2019-06-01\"}}";

        ChangeEvent change = change(event);

        assertThat(change.actor()).isEqualTo(Actor.unknown());
        assertThat(change.eventTime()).isEqualTo("2026-11-20T16:40:15Z");
        assertThat(change.operation().name()).isEqualTo("Microsoft.CognitiveServices/accounts/write");
        assertThat(change(event.replace("CreatedOrUpdated", "Deleted"))
                        .operation()
                        .kind())
                .isEqualTo(Operation.Kind.DELETE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': 'a@x.org', 'name': 'A', 'idtyp': 'user'} | a@x.org | User",
                "{'name': 'A'} | A | ",
                "{'appid': 'app-1', 'idtyp': 'app'} | app-1 | ServicePrincipal",
                "{'appid': 'app-1', 'idtyp': 'app', 'xms_mirid': '/subscriptions/x'} | app-1 | ManagedIdentity",
                "{'appid': 'app-1'} | app-1 | ServicePrincipal",
                "{} | | ",
                "{'name': 3, 'idtyp': null} | | ",
                "{'name': '  '} | | ",
            })
    void claimsTellWho(String claims, String name, String type) throws IOException {
        ObjectNode event = event("Microsoft.Resources.ResourceWriteSuccess");
        ((ObjectNode) event.path("data")).set("claims", JSON.readTree(claims.replace('\'', '"')));

        Actor actor = change(event.toString()).actor();

        assertThat(actor.name()).isEqualTo(Optional.ofNullable(name));
        assertThat(actor.type()).isEqualTo(Optional.ofNullable(type));
    }

    @Test
    void partsWrittenAsTextsAreOpened() throws IOException {
        ObjectNode event = event("Microsoft.Resources.ResourceWriteSuccess");
        ObjectNode data = (ObjectNode) event.get("data");
        data.put("claims", "{\"upn\": \"ann@contoso.example\", \"oid\": \"o1\"}");
        data.put("authorization", "{\"evidence\": {\"principalType\": \"User\"}}");
        data.put("httpRequest", "{\"clientIpAddress\": \"203.0.113.9\"}");

        assertThat(change(event.toString()).actor())
                .isEqualTo(new Actor(
                        Optional.of("ann@contoso.example"),
                        Optional.of("o1"),
                        Optional.of("User"),
                        Optional.of("203.0.113.9"),
                        Optional.empty()));

        data.put("claims", "{\"upn\": ");

        assertThat(change(event.toString()).actor().name())
                .as("a broken text names nobody and loses no change")
                .isEmpty();
    }

    @Test
    void theEvidenceFillsIn() throws IOException {
        ObjectNode event = event("Microsoft.Resources.ResourceWriteSuccess");
        ((ObjectNode) event.path("data")).set("claims", JSON.createObjectNode());
        ((ObjectNode) event.path("data"))
                .set(
                        "authorization",
                        JSON.readTree(
                                "{\"evidence\": {\"principalId\": \"f20c5607abe94741b5e9678b8cc505ef\", \"principalType\": \"ServicePrincipal\"}}"));
        ((ObjectNode) event.path("data")).set("httpRequest", JSON.readTree("{\"clientIpAddress\": \"198.51.100.7\"}"));

        Actor actor = change(event.toString()).actor();

        assertThat(actor.objectId()).hasValue("f20c5607-abe9-4741-b5e9-678b8cc505ef");
        assertThat(actor.type()).hasValue("ServicePrincipal");
        assertThat(actor.ip()).hasValue("198.51.100.7");
        assertThat(actor.shown()).hasValue("f20c5607-abe9-4741-b5e9-678b8cc505ef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "subject", "eventType", "eventTime", "data"})
    void everyFieldIsMissed(String field) {
        ObjectNode event = event("Microsoft.Resources.ResourceWriteSuccess");
        event.remove(field);

        assertThat(malformed(event.toString()).reason())
                .startsWith("event." + field + ": expected")
                .contains("found nothing");
        event.put(field, 7);
        assertThat(malformed(event.toString()).reason()).contains("found `7`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "{",
                "{\"id\": \"1\"",
                "[{},",
                "null",
                "7",
                "\"text\"",
                "[]",
                "{} {}",
                "{\"id\": \"1\", \"id\": \"2\"}",
                "not json",
                "\u0000",
                "{\"eventType\": \"Microsoft.Resources.ResourceWriteSuccessful\"}",
                "{\"eventType\": \"Microsoft.Storage.BlobCreated\"}",
                "{\"specversion\": \"1.0\", \"type\": \"com.example.any\"}",
            })
    void whatIsNoEventIsMalformed(String body) {
        Delivery.Malformed malformed = malformed(body);

        assertThat(malformed.reason()).contains("expected").contains("found").doesNotContain("\n");
        assertThat(malformed.excerpt().length()).isLessThanOrEqualTo(30_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../b", "%2f..%2fb", "?x=1", "#x", "\\\\b", "\\u0000", "//b"})
    void anIdThatLeadsElsewhereIsMalformed(String tail) {
        String body = event("Microsoft.Resources.ResourceWriteSuccess")
                .toString()
                .replace("accounts/a\"", "accounts/a" + tail + "\"");

        assertThat(malformed(body).reason()).contains("event.subject").contains("refused");
    }

    @Test
    void truncationAnywhereIsMalformed() {
        String event = event("Microsoft.Resources.ResourceWriteSuccess").toString();
        for (int end = 0; end < event.length(); end += 7) {
            assertThat(reader.read(event.substring(0, end))).hasOnlyElementsOfType(Delivery.Malformed.class);
        }
    }

    @Test
    void aBodyOverAMegabyteIsNotRead() {
        ObjectNode event = event("Microsoft.Resources.ResourceWriteSuccess");
        event.put("padding", "x".repeat(1_040_000));
        assertThat(event.toString().length()).isLessThan(ChangeReader.MAX_BODY);
        assertThat(reader.read(event.toString())).hasOnlyElementsOfType(Delivery.Change.class);

        event.put("padding", "é".repeat(1_040_000));
        assertThat(malformed(event.toString()).reason()).contains("at most 1048576 bytes");
        event.put("padding", "x".repeat(1_100_000));
        assertThat(malformed(event.toString()).reason()).contains("at most 1048576 bytes");
    }

    @Test
    void depthIsBounded() {
        assertThat(malformed("[".repeat(50_000)).reason()).contains("expected JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Microsoft.Resources.ResourceWriteFailure",
                "Microsoft.Resources.ResourceDeleteCancel",
                "Microsoft.Resources.ResourceActionFailure",
                "Microsoft.EventGrid.SubscriptionValidationEvent",
                "Microsoft.EventGrid.SubscriptionDeletedEvent",
            })
    void whatChangesNothingIsIgnored(String type) {
        assertThat(reader.read(event(type).toString())).singleElement().isInstanceOf(Delivery.Ignored.class);
    }

    @Test
    void textsAreCutAndFreedOfControlCharacters() {
        ObjectNode event = event("Microsoft.Resources.ResourceWriteSuccess");
        ((ObjectNode) event.path("data")).putObject("claims").put("name", "evil\n\u202ename" + "x".repeat(5_000));

        String name = change(event.toString()).actor().name().orElseThrow();

        assertThat(name).startsWith("evil  name").hasSizeLessThanOrEqualTo(1_024);
    }

    private static ObjectNode event(String type) {
        ObjectNode event = JSON.createObjectNode()
                .put("id", "e-1")
                .put("topic", "/subscriptions/x")
                .put("subject", ID)
                .put("eventType", type)
                .put("eventTime", "2026-11-20T16:40:15.1182000Z")
                .put("dataVersion", "2");
        event.putObject("data")
                .put("operationName", "Microsoft.CognitiveServices/accounts/write")
                .put("correlationId", "c-1")
                .put("status", "Succeeded");
        return event;
    }

    private ChangeEvent change(String body) {
        List<Delivery> deliveries = reader.read(body);
        assertThat(deliveries).singleElement().isInstanceOf(Delivery.Change.class);
        return ((Delivery.Change) deliveries.get(0)).event();
    }

    private Delivery.Malformed malformed(String body) {
        List<Delivery> deliveries = reader.read(body);
        assertThat(deliveries).singleElement().isInstanceOf(Delivery.Malformed.class);
        return (Delivery.Malformed) deliveries.get(0);
    }

    private static List<String> recorded() throws IOException {
        List<String> events = new ArrayList<>();
        for (String name : List.of(
                "lab-account-opened.json",
                "lab-endpoint-deleted.json",
                "webshop-storage.json",
                "lab-keys-accepted.cloudevents.json")) {
            JsonNode root = JSON.readTree(EVENTS.resolve(name).toFile());
            (root.isArray() ? root : List.of(root)).forEach(event -> events.add(event.toString()));
        }
        events.addAll(Files.readAllLines(EVENTS.resolve("scenario.jsonl")));
        return events;
    }
}
