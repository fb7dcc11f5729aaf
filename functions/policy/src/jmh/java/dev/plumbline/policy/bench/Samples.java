package dev.plumbline.policy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.policy.Binding;
import dev.plumbline.policy.BoundDefinition;
import dev.plumbline.policy.BuiltIns;
import dev.plumbline.policy.Context;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.World;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The resources and definitions that the benchmarks use: resources as Resource Manager returns them. */
final class Samples {

    static final String ACCOUNT = """
            {"id": "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-ai/providers/Microsoft.CognitiveServices/accounts/oai",
             "name": "oai", "type": "Microsoft.CognitiveServices/accounts", "kind": "OpenAI", "location": "swedencentral",
             "sku": {"name": "S0"}, "etag": "\\"0c00-0000\\"", "tags": {"env": "prod", "owner": "ml"},
             "identity": {"type": "SystemAssigned", "principalId": "p", "tenantId": "t"},
             "properties": {"endpoint": "https://oai.openai.azure.com/", "internalId": "x", "dateCreated": "2025-01-01T00:00:00Z",
              "callRateLimit": {"rules": []}, "isMigrated": false, "customSubDomainName": "oai", "provisioningState": "Succeeded",
              "capabilities": [{"name": "VirtualNetworks"}, {"name": "CustomerManagedKey"}, {"name": "MaxFineTuneCount", "value": "500"}],
              "endpoints": {"OpenAI Language Model Instance API": "https://oai.openai.azure.com/"},
              "networkAcls": {"bypass": "AzureServices", "defaultAction": "Deny", "virtualNetworkRules": [], "ipRules": []},
              "encryption": {"keySource": "Microsoft.KeyVault", "keyVaultProperties": {"keyName": "k", "keyVersion": "1", "keyVaultUri": "https://kv.vault.azure.net/"}},
              "privateEndpointConnections": [{"id": "pe", "properties": {"privateLinkServiceConnectionState": {"status": "Approved"}, "provisioningState": "Succeeded"}}],
              "publicNetworkAccess": "Disabled", "disableLocalAuth": true, "restrictOutboundNetworkAccess": true}}
            """;

    static final String SECURITY_RULE = """
            {"id": "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/networkSecurityGroups/n/securityRules/a",
             "name": "a", "type": "Microsoft.Network/networkSecurityGroups/securityRules",
             "properties": {"access": "Allow", "direction": "Inbound", "protocol": "Tcp", "priority": 100,
              "destinationPortRange": "", "destinationPortRanges": ["80", "443", "1000-2000", "8080", "8443", "9000-9100"],
              "sourceAddressPrefix": "*", "sourceAddressPrefixes": []}}
            """;

    static final String VAULT = """
            {"id": "/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/kv", "name": "kv",
             "type": "Microsoft.KeyVault/vaults", "location": "westeurope", "tags": {},
             "properties": {"sku": {"family": "A", "name": "premium"}, "tenantId": "t", "enableRbacAuthorization": true,
              "networkAcls": {"bypass": "AzureServices", "defaultAction": "Deny",
               "ipRules": [{"value": "10.0.0.0/24"}, {"value": "10.0.1.0/24"}, {"value": "192.168.1.1/32"}],
               "virtualNetworkRules": []}, "publicNetworkAccess": "Disabled"}}
            """;

    static final String STORAGE = """
            {"id": "/subscriptions/s/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/st", "name": "st",
             "type": "Microsoft.Storage/storageAccounts", "location": "westeurope", "kind": "StorageV2", "tags": {},
             "properties": {"supportsHttpsTrafficOnly": true, "minimumTlsVersion": "TLS1_2", "allowBlobPublicAccess": false,
              "sasPolicy": {"sasExpirationPeriod": "1.00:00:00", "expirationAction": "Block"},
              "keyPolicy": {"keyExpirationPeriodInDays": 60},
              "keyCreationTime": {"key1": "2026-10-01T00:00:00Z", "key2": "2026-10-01T00:00:00Z"}}}
            """;

    private Samples() {}

    static JsonNode json(String text) {
        return Document.parse("sample", text).orElseThrow().root();
    }

    static PreparedResource prepared(String text) {
        return PreparedResource.of(json(text));
    }

    /** The built-in definition of a file, with values for the parameters that have no default. */
    static BoundDefinition builtIn(String file, Map<String, JsonNode> parameters) {
        Document document = BuiltIns.definitions().stream()
                .filter(each -> each.path().endsWith(file))
                .findFirst()
                .orElseThrow()
                .document();
        return Definition.compile(document, AliasCatalogue.bundled())
                .then(definition -> definition.bind(Binding.of(parameters)))
                .orElseThrow();
    }

    /** The effect of definitions that are off by default. */
    static Map<String, JsonNode> audit() {
        return Map.of("effect", TextNode.valueOf("Audit"));
    }

    static World world() {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.put("utcNow", "2026-11-01T00:00:00Z");
        context.putObject("requestContext").put("apiVersion", "2025-06-01");
        return World.offline(new Context(context), Optional.of(List.of()));
    }
}
