package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.Addresses;
import dev.plumbline.estate.ReferenceGraph;
import dev.plumbline.estate.ResourceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The host names, and addresses, that AI accounts and ML endpoints of the monitored subscriptions answer at. */
final class AiHosts {
    private AiHosts() {}

    /** The hosts of one account, in lower case. */
    static Set<String> ofAccount(JsonNode account) {
        return Addresses.of(AccountSections.ACCOUNTS, Json.text(account, "name"), Json.at(account, "properties"))
                .keySet();
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
            ResourceId id = Reads.id(endpoint);
            Addresses.of(id.type(), id.name(), Json.at(endpoint, "properties"))
                    .keySet()
                    .forEach(host -> hosts.put(host, id));
        }
    }
}
