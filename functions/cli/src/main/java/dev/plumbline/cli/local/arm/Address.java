package dev.plumbline.cli.local.arm;

import dev.plumbline.estate.InvalidResourceId;
import dev.plumbline.estate.ResourceId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the path of a request to Resource Manager points at. */
sealed interface Address {
    /** The full type that the request is about, which its API version must be one of. */
    String type();

    /** One resource, group or subscription. */
    record One(ResourceId id) implements Address {
        @Override
        public String type() {
            return id.type();
        }
    }

    /** Resources of one type at a scope that is a group, a subscription, or the tenant where it is empty. */
    record OfType(Optional<ResourceId> scope, String type) implements Address {}

    /** Children of one type of a resource, or what is set on it. */
    record Children(ResourceId parent, String type) implements Address {}

    /** All resources of a group or subscription. */
    record Everything(ResourceId scope) implements Address {
        @Override
        public String type() {
            return "Microsoft.Resources/resources";
        }
    }

    /** The subscriptions. */
    record Subscriptions() implements Address {
        @Override
        public String type() {
            return "Microsoft.Resources/subscriptions";
        }
    }

    /** Something done to a resource. */
    record Action(ResourceId id, String name) implements Address {
        @Override
        public String type() {
            return id.type();
        }
    }

    /** The longest path that is read, in characters. */
    int LONGEST = 4096;

    /** Reads the path of a request; a {@link Refusal} where it is none that could be meant. */
    static Address of(String method, String rawPath) {
        String path = decoded(rawPath);
        if (path.equalsIgnoreCase("/subscriptions")) {
            return new Subscriptions();
        }
        Optional<ResourceId> whole = ResourceId.tryParse(path);
        if (whole.isPresent()) {
            return new One(whole.get());
        }
        int slash = path.lastIndexOf('/');
        String last = path.substring(slash + 1);
        if (slash <= 0 || !Words.TYPE.matcher(last).matches()) {
            throw unreadable(path);
        }
        return ResourceId.tryParse(path.substring(0, slash))
                .map(head -> below(method, head, last))
                .orElseGet(() -> ofType(path));
    }

    private static Address below(String method, ResourceId head, String last) {
        boolean group = head.type().equals("Microsoft.Resources/subscriptions/resourceGroups");
        boolean subscription = head.type().equals("Microsoft.Resources/subscriptions");
        if ((group || subscription) && last.equalsIgnoreCase("resources")) {
            return new Everything(head);
        }
        if (subscription && last.equalsIgnoreCase("resourceGroups")) {
            return new Children(head, "Microsoft.Resources/subscriptions/resourceGroups");
        }
        if (method.equals("POST") || group || subscription) {
            return new Action(head, last);
        }
        return new Children(head, head.type() + "/" + last);
    }

    /** A path that ends in {@code /providers/<namespace>/<type>}. */
    private static Address ofType(String path) {
        String[] segments = path.split("/", -1);
        int size = segments.length;
        if (size < 4 || !segments[size - 3].equalsIgnoreCase("providers")) {
            throw unreadable(path);
        }
        String type = segments[size - 2] + "/" + segments[size - 1];
        String scope = path.substring(0, path.length() - type.length() - "/providers/".length());
        if (scope.isEmpty()) {
            return new OfType(Optional.empty(), type);
        }
        ResourceId on = ResourceId.tryParse(scope).orElseThrow(() -> unreadable(path));
        boolean container = on.type().startsWith("Microsoft.Resources/subscriptions");
        return container ? new OfType(Optional.of(on), type) : new Children(on, type);
    }

    private static String decoded(String rawPath) {
        if (rawPath.length() > LONGEST) {
            throw new Refusal(
                    414,
                    "UriTooLong",
                    "expected a path of at most " + LONGEST + " characters, found " + rawPath.length()
                            + "; shorten it");
        }
        String path = rawPath.startsWith("//") ? rawPath.substring(1) : rawPath;
        path = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.contains("%2f") || lower.contains("%5c") || lower.contains("%25")) {
            throw unreadable(path);
        }
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw unreadable(path);
        }
    }

    private static Refusal unreadable(String path) {
        String reason = "expected the path of a resource, a list or an action; check it";
        try {
            ResourceId.parse(path);
        } catch (InvalidResourceId invalid) {
            reason = invalid.getMessage();
        }
        return new Refusal(400, "InvalidResourceId", "The request's address cannot be read: " + reason);
    }

    /** What words of a path look like. */
    final class Words {
        static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");

        private Words() {}
    }
}
