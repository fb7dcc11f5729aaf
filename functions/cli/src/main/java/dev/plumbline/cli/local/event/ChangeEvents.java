package dev.plumbline.cli.local.event;

import com.azure.core.models.CloudEvent;
import com.azure.core.models.CloudEventDataFormat;
import com.azure.core.util.BinaryData;
import com.azure.json.JsonSerializable;
import com.azure.messaging.eventgrid.EventGridEvent;
import com.azure.messaging.eventgrid.SystemEventNames;
import com.azure.messaging.eventgrid.systemevents.ResourceAuthorization;
import com.azure.messaging.eventgrid.systemevents.ResourceHttpRequest;
import com.azure.messaging.eventgrid.systemevents.ResourceWriteSuccessEventData;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.arm.ArmWrite;
import dev.plumbline.cli.local.arm.Caller;
import dev.plumbline.cli.local.arm.WriteListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes, of every change that Resource Manager accepted, the event that the subscription's topic raises.
 *
 * <p>Azure's own SDK models make the events, so that what they look like is not our opinion. As in Azure the HTTP request is
 * missing where a resource was made.
 */
@SuppressWarnings(
        "deprecation") // the models of a subscription's events; their successors live in an artifact of their own
public final class ChangeEvents implements WriteListener {
    private static final String CLAIMS = "http://schemas.microsoft.com/identity/claims/";
    private static final String NAMES = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    private final ObjectMapper json = new ObjectMapper();
    private final String tenantId;
    private final Consumer<RaisedEvent> topic;
    private final Supplier<String> ids;

    /** Events of subscriptions in tenant {@code tenantId}, handed to {@code topic}. */
    public ChangeEvents(String tenantId, Consumer<RaisedEvent> topic, Supplier<String> ids) {
        this.tenantId = tenantId;
        this.topic = topic;
        this.ids = ids;
    }

    @Override
    public void onWrite(ArmWrite write) {
        topic.accept(event(write));
    }

    private RaisedEvent event(ArmWrite write) {
        String id = ids.get();
        String subject = write.id().toString();
        String source = "/subscriptions/" + write.id().subscriptionId().orElse("");
        String type = type(write.kind());
        BinaryData data = BinaryData.fromString(written(data(write)));
        EventGridEvent event = new EventGridEvent(subject, type, data, "2")
                .setId(id)
                .setTopic(source)
                .setEventTime(write.time().atOffset(ZoneOffset.UTC));
        CloudEvent cloudEvent = new CloudEvent(source, type, data, CloudEventDataFormat.JSON, "application/json")
                .setId(id)
                .setSubject(subject)
                .setTime(write.time().atOffset(ZoneOffset.UTC));
        return new RaisedEvent(
                id,
                write.kind().name().toLowerCase(Locale.ROOT),
                subject,
                envelope(tree(written(event))),
                tree(written(cloudEvent)));
    }

    /** The SDK's writer puts the event one level down, beside its binary form. */
    private static ObjectNode envelope(ObjectNode written) {
        return ((ObjectNode) written.required("event")).put("metadataVersion", "1");
    }

    private static String type(ArmWrite.Kind kind) {
        return switch (kind) {
            case WRITE -> SystemEventNames.RESOURCE_WRITE_SUCCESS;
            case DELETE -> SystemEventNames.RESOURCE_DELETE_SUCCESS;
            case ACTION -> SystemEventNames.RESOURCE_ACTION_SUCCESS;
        };
    }

    /** The three events have the same data; the model of the commonest stands for all. */
    private ResourceWriteSuccessEventData data(ArmWrite write) {
        Caller caller = write.caller();
        ResourceWriteSuccessEventData data = new ResourceWriteSuccessEventData()
                .setTenantId(tenantId)
                .setSubscriptionId(write.id().subscriptionId().orElse(""))
                .setResourceProvider(write.id().type().split("/", 2)[0])
                .setResourceUri(write.id().toString())
                .setOperationName(write.operationName())
                .setStatus("Succeeded")
                .setCorrelationId(write.request().correlationId())
                .setResourceClaims(claims(caller))
                .setResourceAuthorization(new ResourceAuthorization()
                        .setScope(write.id().toString())
                        .setAction(write.operationName())
                        .setEvidence(Map.of(
                                "role",
                                "Contributor",
                                "principalId",
                                caller.objectId().replace("-", ""),
                                "principalType",
                                caller.type().equals("User") ? "User" : "ServicePrincipal")));
        if (!write.created()) {
            data.setResourceHttpRequest(new ResourceHttpRequest()
                    .setClientRequestId(write.request().clientRequestId())
                    .setClientIpAddress(caller.ip())
                    .setMethod(write.request().method())
                    .setUrl(write.request().url()));
        }
        return data;
    }

    private Map<String, String> claims(Caller caller) {
        Map<String, String> claims = new LinkedHashMap<>();
        claims.put("aud", "https://management.core.windows.net/");
        claims.put("iss", "https://sts.windows.net/" + tenantId + "/");
        claims.put("ver", "1.0");
        claims.put(CLAIMS + "tenantid", tenantId);
        claims.put(CLAIMS + "objectidentifier", caller.objectId());
        claims.put("ipaddr", caller.ip());
        if (caller.type().equals("User")) {
            claims.put("idtyp", "user");
            claims.put("name", caller.name());
            claims.put(NAMES + "name", caller.name());
            claims.put(NAMES + "upn", caller.name());
        } else {
            claims.put("idtyp", "app");
            claims.put("appid", caller.objectId());
            claims.put("name", caller.name());
        }
        if (caller.type().equals("ManagedIdentity")) {
            claims.put(
                    "xms_mirid",
                    "/subscriptions/00000000-0000-4000-8000-000000000000/resourcegroups/identities"
                            + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/"
                            + caller.name());
        }
        return claims;
    }

    private static String written(JsonSerializable<?> model) {
        try {
            return model.toJsonString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode tree(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the SDK wrote an event that is not JSON", e);
        }
    }
}
