package dev.plumbline.estate.azure;

import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Scope;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The addresses of resources and lists at one Azure Resource Manager endpoint. */
record ArmAddress(URI endpoint) {
    /** What lies deep below a vault, and the list at the vault that has all of it. */
    private static final Map<String, String> WHOLE_LISTS = Map.of(
            "microsoft.recoveryservices/vaults/backupfabrics/protectioncontainers/protecteditems",
            "backupProtectedItems",
            "microsoft.recoveryservices/vaults/replicationfabrics/replicationprotectioncontainers/replicationprotecteditems",
            "replicationProtectedItems");

    private static final String KEPT = "-._~!$&'()*+,;=:@/";

    /** The address of a path below the endpoint. */
    URI of(String path, String apiVersion) {
        return URI.create(endpoint + encoded(path) + "?api-version=" + encoded(apiVersion));
    }

    /**
     * The address of a list's next page: the link that the answer gave, if it stays at this endpoint and inside the
     * scope. A link is input like any other, and following it sends our token.
     */
    Optional<URI> next(String link, Scope scope) {
        URI uri;
        try {
            uri = URI.create(link);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (uri.getUserInfo() != null || uri.getFragment() != null || !sameOrigin(uri)) {
            return Optional.empty();
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().toLowerCase(Locale.ROOT);
        if (path.contains("/..") || path.contains("/./") || path.contains("%2e") || path.contains("%2f")) {
            return Optional.empty();
        }
        String[] segments = path.split("/", 4);
        boolean inside = segments.length >= 3 && segments[1].equals("subscriptions") && scope.contains(segments[2]);
        return inside ? Optional.of(uri) : Optional.empty();
    }

    private boolean sameOrigin(URI uri) {
        return endpoint.getScheme().equalsIgnoreCase(String.valueOf(uri.getScheme()))
                && endpoint.getHost().equalsIgnoreCase(String.valueOf(uri.getHost()))
                && port(endpoint) == port(uri);
    }

    private static int port(URI uri) {
        return uri.getPort() != -1 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /** The list of child resources of one type, one level below their parent. */
    static String childList(ResourceId parent, String type) {
        return parent + "/" + type.substring(type.lastIndexOf('/') + 1);
    }

    /** The one list below a resource that has everything of a type, however deep it lies; empty if there is none. */
    static Optional<String> wholeList(ResourceId parent, String type) {
        String folded = type.toLowerCase(Locale.ROOT);
        boolean topmost = folded.startsWith(parent.type().toLowerCase(Locale.ROOT) + "/") && !parent.isChild();
        return topmost
                ? Optional.ofNullable(WHOLE_LISTS.get(folded)).map(list -> parent + "/" + list)
                : Optional.empty();
    }

    /** The list of extension resources of one type that are set on a resource, group or subscription. */
    static String extensionList(ResourceId on, String type) {
        return on + "/providers/" + type;
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || KEPT.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
