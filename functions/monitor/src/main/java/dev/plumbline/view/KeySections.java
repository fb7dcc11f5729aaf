package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.Addresses;
import dev.plumbline.estate.ReferenceGraph;
import dev.plumbline.estate.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The section of the view {@code dependency} about who encrypts with a key of a vault. */
final class KeySections {
    private static final String KEYS = "Microsoft.KeyVault/vaults/keys";
    private static final List<String> USERS = List.of(
            AccountSections.ACCOUNTS,
            WorkspaceSections.WORKSPACES,
            "Microsoft.Storage/storageAccounts",
            "Microsoft.ContainerRegistry/registries");

    static final Map<String, Section> ALL = Map.of("keyUsers", KeySections::keyUsers);

    private KeySections() {}

    /** A resource and the key that it names: the host of the vault and the key's name, in lower case. */
    private record Use(ResourceId user, String host, String key) {}

    private static JsonNode keyUsers(Subject subject, Reads reads) {
        if (!subject.isOfType(KEYS)) {
            return Json.array();
        }
        String vault = fold(subject.id().root().name()) + ".vault.";
        String key = fold(subject.id().name());
        ArrayNode users = Json.array();
        for (Use use : reads.keep("uses of keys", () -> uses(reads))) {
            if (use.key().equals(key) && use.host().startsWith(vault) && counts(use.user(), reads)) {
                users.add(Json.object()
                        .put("id", use.user().toString())
                        .put("type", use.user().type()));
            }
        }
        return users;
    }

    private static boolean counts(ResourceId user, Reads reads) {
        return ReferenceGraph.isWorkload(user.type()) || reads.inScope(user);
    }

    private static List<Use> uses(Reads reads) {
        List<Use> uses = new ArrayList<>();
        for (String type : USERS) {
            for (ObjectNode user : reads.everywhere(type)) {
                if (!type.equals(AccountSections.ACCOUNTS) || ReferenceGraph.offersModels(user)) {
                    use(user).ifPresent(uses::add);
                }
            }
        }
        return uses;
    }

    /** All of them say it in {@code encryption}: by the vault's address and a name, or by the key's address. */
    private static Optional<Use> use(ObjectNode user) {
        JsonNode encryption = Json.at(user, "properties", "encryption");
        String source = Json.text(encryption, "keySource");
        if (!source.isEmpty() && !source.equalsIgnoreCase("Microsoft.KeyVault")
                || Json.is(encryption, "Disabled", "status")) {
            return Optional.empty();
        }
        JsonNode named = Json.at(encryption, "keyVaultProperties");
        String identifier = Json.text(named, "keyIdentifier");
        String address = identifier.isBlank() ? Json.text(named, "keyVaultUri") : identifier;
        String key = identifier.isBlank() ? Json.text(named, "keyName") : keyOf(identifier);
        return Addresses.host(address)
                .filter(host -> !key.isBlank())
                .map(host -> new Use(Reads.id(user), host, fold(key)));
    }

    /** The name in {@code https://<vault>/keys/<name>} and {@code https://<vault>/keys/<name>/<version>}. */
    private static String keyOf(String identifier) {
        String[] segments = identifier.trim().split("/", -1);
        for (int i = 0; i + 1 < segments.length; i++) {
            if (segments[i].equalsIgnoreCase("keys")) {
                return segments[i + 1];
            }
        }
        return "";
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
