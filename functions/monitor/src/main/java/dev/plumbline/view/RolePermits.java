package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What the permissions of a role come to, of the operations that the rules ask for.
 *
 * <p>An operation is permitted if some block of permissions names it, wildcards included, and does not exclude it again.
 */
final class RolePermits {
    private static final String OPEN_AI = "Microsoft.CognitiveServices/accounts/OpenAI/";
    private static final String ML = "Microsoft.MachineLearningServices/workspaces/";
    private static final String ACCOUNT = "Microsoft.CognitiveServices/accounts/";
    private static final String BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/";

    /** Operations that are asked for by their own name, among the actions. */
    private static final List<String> ACTIONS = List.of(
            ACCOUNT + "write",
            ACCOUNT + "delete",
            ACCOUNT + "listKeys/action",
            ACCOUNT + "regenerateKey/action",
            ACCOUNT + "deployments/write",
            ML + "write",
            ML + "delete",
            ML + "listKeys/action",
            "Microsoft.Authorization/roleAssignments/write",
            "Microsoft.Insights/diagnosticSettings/write",
            "Microsoft.Insights/diagnosticSettings/delete",
            "Microsoft.KeyVault/vaults/write",
            "Microsoft.Storage/storageAccounts/listKeys/action");

    private static final List<String> DATA_ACTIONS = List.of(
            "Microsoft.KeyVault/vaults/secrets/getSecret/action",
            "Microsoft.KeyVault/vaults/keys/read",
            BLOBS + "read",
            BLOBS + "write",
            BLOBS + "delete");

    /** What changes models and their training data; answers, assistants and generated files come with calling a model. */
    private static final List<String> OPEN_AI_WRITES = List.of(
            OPEN_AI + "fine-tunes/write",
            OPEN_AI + "fine-tunes/delete",
            OPEN_AI + "files/write",
            OPEN_AI + "files/delete",
            OPEN_AI + "models/delete",
            OPEN_AI + "deployments/write",
            OPEN_AI + "deployments/delete");

    /** Providers of which it matters whether a role may change anything at all. */
    private static final List<String> CHANGED =
            List.of("Microsoft.CognitiveServices/", "Microsoft.MachineLearningServices/");

    /** Providers of which it matters whether a role reaches any data. */
    private static final List<String> HOLDERS_OF_DATA = List.of(
            "Microsoft.CognitiveServices/",
            "Microsoft.KeyVault/",
            "Microsoft.MachineLearningServices/",
            "Microsoft.Storage/");

    private RolePermits() {}

    /** The operations that the permissions of a role definition permit, as the documentation of views spells them. */
    static ArrayNode of(JsonNode permissions) {
        ArrayNode permitted = Json.array();
        ACTIONS.stream().filter(operation -> action(permissions, operation)).forEach(permitted::add);
        DATA_ACTIONS.stream().filter(operation -> data(permissions, operation)).forEach(permitted::add);
        if (reachesData(permissions, OPEN_AI)) {
            permitted.add(OPEN_AI + "read");
        }
        if (OPEN_AI_WRITES.stream().anyMatch(operation -> data(permissions, operation))) {
            permitted.add(OPEN_AI + "write");
        }
        if (reachesData(permissions, ML) || reaches(permissions, ML, pattern -> true)) {
            permitted.add(ML + "read");
        }
        CHANGED.stream()
                .filter(prefix -> reaches(permissions, prefix, pattern -> !pattern.endsWith("/read")))
                .forEach(prefix -> permitted.add(prefix + "change"));
        HOLDERS_OF_DATA.stream()
                .filter(prefix -> reachesData(permissions, prefix))
                .forEach(prefix -> permitted.add(prefix + "data"));
        if (everything(permissions)) {
            permitted.add("*");
        }
        return permitted;
    }

    private static boolean action(JsonNode permissions, String operation) {
        return permits(permissions, "actions", "notActions", operation);
    }

    private static boolean data(JsonNode permissions, String operation) {
        return permits(permissions, "dataActions", "notDataActions", operation);
    }

    private static boolean permits(JsonNode permissions, String named, String excluded, String operation) {
        for (JsonNode block : permissions) {
            if (patterns(block, named).stream().anyMatch(pattern -> matches(pattern, operation))
                    && patterns(block, excluded).stream().noneMatch(pattern -> matches(pattern, operation))) {
                return true;
            }
        }
        return false;
    }

    /** Whether some data action below a prefix is permitted. */
    private static boolean reachesData(JsonNode permissions, String prefix) {
        return reaches(permissions, "dataActions", "notDataActions", prefix, pattern -> true);
    }

    /** Whether some action below a prefix is permitted by a pattern that counts. */
    private static boolean reaches(JsonNode permissions, String prefix, Predicate<String> counts) {
        return reaches(permissions, "actions", "notActions", prefix, counts);
    }

    private static boolean reaches(
            JsonNode permissions, String named, String excluded, String prefix, Predicate<String> counts) {
        for (JsonNode block : permissions) {
            List<String> not = patterns(block, excluded);
            boolean all = not.stream().anyMatch(pattern -> matches(pattern, prefix + "*"));
            if (!all
                    && patterns(block, named).stream()
                            .filter(counts)
                            .filter(pattern -> mayBeBelow(pattern, prefix))
                            .anyMatch(pattern -> !not.contains(pattern))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a pattern can match something that starts with the prefix. */
    private static boolean mayBeBelow(String pattern, String prefix) {
        String low = prefix.toLowerCase(Locale.ROOT);
        int star = pattern.indexOf('*');
        String head = star < 0 ? pattern : pattern.substring(0, star);
        return head.startsWith(low) || star >= 0 && low.startsWith(head);
    }

    /** Role assignments apart, which many roles for everything exclude. */
    private static boolean everything(JsonNode permissions) {
        for (JsonNode block : permissions) {
            boolean open = patterns(block, "notActions").stream()
                    .allMatch(pattern -> pattern.startsWith("microsoft.authorization/")
                            || pattern.startsWith("microsoft.blueprint/")
                            || pattern.startsWith("microsoft.compute/galleries/share"));
            if (open && patterns(block, "actions").contains("*")) {
                return true;
            }
        }
        return false;
    }

    private static List<String> patterns(JsonNode block, String member) {
        List<String> patterns = new ArrayList<>();
        Json.at(block, member).forEach(each -> patterns.add(each.asText().toLowerCase(Locale.ROOT)));
        return patterns;
    }

    /** A star stands for any characters, slashes among them. */
    static boolean matches(String pattern, String operation) {
        String text = operation.toLowerCase(Locale.ROOT);
        String[] parts = pattern.toLowerCase(Locale.ROOT).split("\\*", -1);
        if (parts.length == 1) {
            return text.equals(parts[0]);
        }
        if (!text.startsWith(parts[0])) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        String last = parts[parts.length - 1];
        return text.length() - last.length() >= at && text.endsWith(last);
    }
}
