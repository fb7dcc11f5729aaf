package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ReferenceGraph;
import dev.plumbline.estate.ResourceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The host names, and addresses, that AI accounts and ML endpoints of the monitored subscriptions answer at. */
final class AiHosts {
    private static final Set<String> ACCOUNT_DOMAINS =
            Set.of("openai.azure.com", "cognitiveservices.azure.com", "services.ai.azure.com");

    private AiHosts() {}

    /** The hosts of one account, in lower case. */
    static Set<String> ofAccount(JsonNode account) {
        Set<String> hosts = new TreeSet<>();
        JsonNode properties = Json.at(account, "properties");
        String own = Json.text(properties, "customSubDomainName").toLowerCase(Locale.ROOT);
        if (!own.isBlank()) {
            ACCOUNT_DOMAINS.forEach(domain -> hosts.add(own + "." + domain));
        }
        host(Json.text(properties, "endpoint")).filter(host -> !regional(host)).ifPresent(hosts::add);
        Json.at(properties, "endpoints")
                .forEach(url ->
                        host(url.asText("")).filter(host -> !regional(host)).ifPresent(hosts::add));
        return hosts;
    }

    /** An account without a name of its own answers at the address of its region, as every other one does. */
    private static boolean regional(String host) {
        return host.endsWith(".api.cognitive.microsoft.com");
    }

    /** All hosts with the resource behind each. */
    static Map<String, ResourceId> all(Reads reads) {
        return reads.keep("AI hosts", () -> {
            Map<String, ResourceId> hosts = new LinkedHashMap<>();
            for (ObjectNode account : reads.everywhere(AccountSections.ACCOUNTS)) {
                if (ReferenceGraph.offersModels(account)) {
                    ofAccount(account).forEach(host -> hosts.put(host, Reads.id(account)));
                }
            }
            for (String type : List.of("onlineEndpoints", "serverlessEndpoints")) {
                for (ObjectNode workspace : reads.everywhere(WorkspaceSections.WORKSPACES)) {
                    addEndpoints(Reads.id(workspace), type, hosts, reads);
                }
            }
            return hosts;
        });
    }

    private static void addEndpoints(ResourceId workspace, String type, Map<String, ResourceId> hosts, Reads reads) {
        for (ObjectNode endpoint : reads.children(workspace, WorkspaceSections.WORKSPACES + "/" + type)) {
            JsonNode properties = Json.at(endpoint, "properties");
            for (String url :
                    List.of(Json.text(properties, "scoringUri"), Json.text(properties, "inferenceEndpoint", "uri"))) {
                host(url).ifPresent(host -> hosts.put(host, Reads.id(endpoint)));
            }
        }
    }

    /** The host of a URL, or of a bare host name, in lower case and without a port. */
    static Optional<String> host(String url) {
        String rest = url.trim().toLowerCase(Locale.ROOT);
        int scheme = rest.indexOf("://");
        rest = scheme < 0 ? rest : rest.substring(scheme + 3);
        int end = 0;
        while (end < rest.length() && "/?#:".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String host = rest.substring(0, end);
        return host.isEmpty() || !host.contains(".") ? Optional.empty() : Optional.of(host);
    }
}
