package dev.plumbline.estate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.value.Comparison;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The host names, and addresses of networks, that resources answer at and that others know them by. */
public final class Addresses {
    private static final List<String> ACCOUNT_DOMAINS =
            List.of("openai.azure.com", "cognitiveservices.azure.com", "services.ai.azure.com");

    /** An account without a name of its own answers at the address of its region, as every other one does. */
    private static final Pattern OWN_NAME = Pattern.compile("[^.]+\\.("
            + String.join("|", ACCOUNT_DOMAINS.stream().map(Pattern::quote).toList()) + ")");

    private final Map<String, String> hosts = new LinkedHashMap<>();

    private Addresses() {}

    /**
     * The hosts that a resource answers at, in lower case, each with the path in its document that says so.
     *
     * @param type the full type
     * @param name the resource's own name
     * @param properties the member {@code properties} of its document
     */
    public static Map<String, String> of(String type, String name, JsonNode properties) {
        Addresses found = new Addresses();
        switch (type.toLowerCase(Locale.ROOT)) {
            case "microsoft.cognitiveservices/accounts" -> found.addAccount(properties);
            case "microsoft.keyvault/vaults" -> found.addMember(properties, "vaultUri");
            case "microsoft.machinelearningservices/workspaces/onlineendpoints" ->
                found.addMember(properties, "scoringUri");
            case "microsoft.machinelearningservices/workspaces/serverlessendpoints" ->
                found.add(
                        text(Comparison.member(properties, "inferenceEndpoint"), "uri"),
                        "properties.inferenceEndpoint.uri");
            case "microsoft.apimanagement/service" -> found.addGateway(properties);
            case "microsoft.search/searchservices" -> found.add(name + ".search.windows.net", "name");
            case "microsoft.storage/storageaccounts" -> found.addStorage(name, properties);
            default -> {
                // Nothing else is known by its address.
            }
        }
        return found.hosts;
    }

    private void addAccount(JsonNode properties) {
        String own = text(properties, "customSubDomainName").toLowerCase(Locale.ROOT);
        if (!own.isBlank()) {
            ACCOUNT_DOMAINS.forEach(domain -> add(own + "." + domain, "properties.customSubDomainName"));
        }
        addOwn(own, text(properties, "endpoint"), "properties.endpoint");
        Comparison.member(properties, "endpoints")
                .fields()
                .forEachRemaining(
                        each -> addOwn(own, each.getValue().asText(""), "properties.endpoints." + each.getKey()));
    }

    /** A host name that whole regions share is nobody's address. */
    private void addOwn(String own, String url, String path) {
        host(url)
                .filter(host -> own.isBlank() ? OWN_NAME.matcher(host).matches() : host.startsWith(own + "."))
                .ifPresent(host -> hosts.putIfAbsent(host, path));
    }

    private void addGateway(JsonNode properties) {
        addMember(properties, "gatewayUrl");
        addMember(properties, "gatewayRegionalUrl");
        JsonNode configurations = Comparison.member(properties, "hostnameConfigurations");
        for (int i = 0; i < configurations.size(); i++) {
            String path = "properties.hostnameConfigurations[" + i + "].hostName";
            add(text(configurations.path(i), "hostName"), path);
        }
        for (String member : List.of("privateIPAddresses", "publicIPAddresses")) {
            JsonNode addresses = Comparison.member(properties, member);
            for (int i = 0; i < addresses.size(); i++) {
                add(addresses.path(i).asText(""), "properties." + member + "[" + i + "]");
            }
        }
    }

    /** An account that does not say its addresses has those that its name gives. */
    private void addStorage(String name, JsonNode properties) {
        Comparison.member(properties, "primaryEndpoints")
                .fields()
                .forEachRemaining(
                        each -> add(each.getValue().asText(""), "properties.primaryEndpoints." + each.getKey()));
        if (hosts.isEmpty()) {
            List.of("blob", "dfs", "file").forEach(service -> add(name + "." + service + ".core.windows.net", "name"));
        }
    }

    private void addMember(JsonNode properties, String member) {
        add(text(properties, member), "properties." + member);
    }

    private void add(String address, String path) {
        host(address).ifPresent(host -> hosts.putIfAbsent(host, path));
    }

    private static String text(JsonNode properties, String member) {
        return Comparison.member(properties, member).asText("");
    }

    /** The host of the storage account that a datastore names; empty for one that stands on something else. */
    static Optional<String> ofDatastore(JsonNode properties) {
        String account = text(properties, "accountName");
        String suffix = text(properties, "endpoint");
        String service = switch (text(properties, "datastoreType").toLowerCase(Locale.ROOT)) {
            case "azurefile" -> "file";
            case "azuredatalakegen2" -> "dfs";
            default -> "blob";
        };
        return account.isBlank()
                ? Optional.empty()
                : host(account + "." + service + "." + (suffix.isBlank() ? "core.windows.net" : suffix));
    }

    /** The host of a URL or a bare host name, in lower case and without a port; empty where the text is neither. */
    public static Optional<String> host(String address) {
        String trimmed = address.strip();
        int start = trimmed.indexOf("://");
        String rest = start < 0 ? trimmed : trimmed.substring(start + 3);
        int end = 0;
        while (end < rest.length() && isHostCharacter(rest.charAt(end))) {
            end++;
        }
        boolean whole = end == rest.length() || "/:?#".indexOf(rest.charAt(end)) >= 0;
        String host = rest.substring(0, end).toLowerCase(Locale.ROOT);
        return whole && host.indexOf('.') > 0 && host.length() <= 253 ? Optional.of(host) : Optional.empty();
    }

    private static boolean isHostCharacter(char c) {
        return c == '.' || c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
