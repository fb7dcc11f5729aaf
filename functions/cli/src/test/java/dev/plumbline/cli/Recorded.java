package dev.plumbline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A small estate, a small baseline over it, and events as Event Grid records them. */
final class Recorded {
    static final String SUBSCRIPTION = "11111111-2222-4333-8444-555555555555";
    static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-ai";
    static final String ACCOUNT = GROUP + "/providers/Microsoft.CognitiveServices/accounts/oai-one";
    static final String ENDPOINT = GROUP + "/providers/Microsoft.Network/privateEndpoints/pe-one";
    static final String STORE = GROUP + "/providers/Microsoft.Storage/storageAccounts/stranger";
    static final String ANNA = "anna@example.com";
    static final String BEN = "ben@example.com";

    private Recorded() {}

    /** The options that name a baseline of two rules: `closed` for accounts, `connected` for their private endpoints. */
    static List<Object> rules(Path folder) {
        rule(folder, "closed", """
                {"field": "Microsoft.CognitiveServices/accounts/publicNetworkAccess", "notEquals": "Disabled"}""");
        rule(folder, "connected", """
                {"count": {"field": "Microsoft.CognitiveServices/accounts/privateEndpointConnections[*]"}, "less": 1}""");
        Path set = Shell.write(folder, "set.json", """
                {"name": "set", "properties": {"version": "1.0.0", "policyDefinitions": [
                  {"policyDefinitionReferenceId": "closed", "policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/closed"},
                  {"policyDefinitionReferenceId": "connected", "policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/connected"}]}}""");
        return List.of("--baseline", set, "--definitions", folder.resolve("definitions"));
    }

    private static void rule(Path folder, String name, String condition) {
        Shell.write(folder, "definitions/" + name + ".json", """
                {"name": "%s", "properties": {"displayName": "Rule %s", "mode": "All", "policyRule": {
                  "if": {"allOf": [{"field": "type", "equals": "Microsoft.CognitiveServices/accounts"}, %s]},
                  "then": {"effect": "audit"}}}}""".formatted(name, name, condition));
    }

    /** The account, its private endpoint and a storage account of somebody else. */
    static String estate(String access, boolean connected) {
        String endpoint = connected ? ", " + endpoint() : "";
        return "[" + account(access, connected) + endpoint + ", " + store() + "]";
    }

    static String account(String access, boolean connected) {
        String connections = connected
                ? "[{\"id\": \"" + ACCOUNT + "/privateEndpointConnections/pe-one\", \"name\": \"pe-one\","
                        + " \"properties\": {\"privateEndpoint\": {\"id\": \"" + ENDPOINT + "\"},"
                        + " \"privateLinkServiceConnectionState\": {\"status\": \"Approved\"}}}]"
                : "[]";
        return """
                {"id": "%s", "name": "oai-one", "type": "Microsoft.CognitiveServices/accounts", "location": "swedencentral",
                 "kind": "OpenAI", "properties": {"publicNetworkAccess": "%s", "privateEndpointConnections": %s}}""".formatted(ACCOUNT, access, connections);
    }

    private static String endpoint() {
        return """
                {"id": "%s", "name": "pe-one", "type": "Microsoft.Network/privateEndpoints", "location": "swedencentral",
                 "properties": {"privateLinkServiceConnections": [{"name": "pe-one", "properties": {
                  "privateLinkServiceId": "%s", "groupIds": ["account"]}}]}}""".formatted(ENDPOINT, ACCOUNT);
    }

    static String store() {
        return """
                {"id": "%s", "name": "stranger", "type": "Microsoft.Storage/storageAccounts", "location": "swedencentral",
                 "properties": {"publicNetworkAccess": "Enabled"}}""".formatted(STORE);
    }

    /** An event of Event Grid's schema; {@code kind} is Write, Delete or Action. */
    static ObjectNode event(String id, String subject, String kind, String who, String time) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("topic", "/subscriptions/" + SUBSCRIPTION)
                .put("subject", subject)
                .put("eventType", "Microsoft.Resources.Resource" + kind + "Success")
                .put("eventTime", time)
                .put("dataVersion", "2")
                .put("metadataVersion", "1");
        event.set("data", data(subject, kind, who));
        return event;
    }

    /** The same as a CloudEvent. */
    static ObjectNode cloudEvent(ObjectNode event) {
        ObjectNode cloud = JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("datacontenttype", "application/json");
        cloud.set("id", event.path("id"));
        cloud.set("source", event.path("topic"));
        cloud.set("subject", event.path("subject"));
        cloud.set("type", event.path("eventType"));
        cloud.set("time", event.path("eventTime"));
        cloud.set("data", event.path("data"));
        return cloud;
    }

    private static ObjectNode data(String subject, String kind, String who) {
        String type = subject.contains("privateEndpoints")
                ? "Microsoft.Network/privateEndpoints"
                : "Microsoft.CognitiveServices/accounts";
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("operationName", type + "/" + kind.toLowerCase(Locale.ROOT))
                .put("resourceUri", subject)
                .put("correlationId", "c-" + who)
                .put("status", "Succeeded");
        data.putObject("claims")
                .put("idtyp", "user")
                .put("ipaddr", "198.51.100.7")
                .put("http://schemas.microsoft.com/identity/claims/objectidentifier", "o-" + who)
                .put("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn", who);
        return data;
    }

    static String array(JsonNode... events) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        array.addAll(List.of(events));
        return array.toString();
    }

    /** The rows on standard output, which holds nothing else. */
    static List<JsonNode> rows(Shell shell) {
        List<JsonNode> rows = new ArrayList<>();
        shell.out().lines().forEach(line -> rows.add(Shell.parse(line)));
        return rows;
    }
}
