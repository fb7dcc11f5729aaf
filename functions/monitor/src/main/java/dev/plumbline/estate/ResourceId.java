package dev.plumbline.estate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The id of one Azure resource, group, subscription or tenant, safe to put into a request's path.
 *
 * <p>Parsing refuses whatever could lead a read elsewhere: dot segments, percent signs, query and fragment marks,
 * backslashes, control characters, empty segments, more than {@value #MAX_LENGTH} characters. Two ids are equal when
 * they differ in case only; {@link #toString} keeps the casing that was given. Immutable.
 */
public final class ResourceId implements Comparable<ResourceId> {
    /** The longest id that is accepted, in characters. */
    public static final int MAX_LENGTH = 2048;

    private static final int MAX_SEGMENTS = 64;

    private final String text;
    private final String key;
    private final List<String> segments;
    /** Index of the last {@code providers} segment that is no name, or -1. */
    private final int provider;
    /** How many such segments there are. */
    private final int providers;

    private ResourceId(String text, List<String> segments) {
        this.text = text;
        this.key = text.toLowerCase(Locale.ROOT);
        this.segments = segments;
        List<Integer> starts = providerStarts(segments);
        this.providers = starts.size();
        this.provider = starts.isEmpty() ? -1 : starts.get(starts.size() - 1);
    }

    /**
     * Reads an id.
     *
     * @throws InvalidResourceId if the text is no id, or one that must not be used
     */
    public static ResourceId parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw InvalidResourceId.refused(
                    text, "at most " + MAX_LENGTH + " characters", text.length() + " characters");
        }
        String trimmed = text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (!trimmed.startsWith("/") || trimmed.length() < 2) {
            throw InvalidResourceId.refused(
                    text,
                    "an id that starts with `/subscriptions/`, `/providers/` or `/tenants/`",
                    InvalidResourceId.shown(text));
        }
        List<String> segments = Arrays.asList(trimmed.substring(1).split("/", -1));
        if (segments.size() > MAX_SEGMENTS) {
            throw InvalidResourceId.refused(
                    text, "at most " + MAX_SEGMENTS + " segments", segments.size() + " segments");
        }
        for (String segment : segments) {
            checkSegment(text, segment);
        }
        checkShape(text, segments);
        return new ResourceId(trimmed, List.copyOf(segments));
    }

    /** Reads an id, or nothing where {@link #parse} would refuse it. */
    public static Optional<ResourceId> tryParse(String text) {
        if (text.isEmpty() || text.charAt(0) != '/') {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(text));
        } catch (InvalidResourceId e) {
            return Optional.empty();
        }
    }

    /** The id of a subscription. */
    public static ResourceId subscription(String subscriptionId) {
        return parse("/subscriptions/" + subscriptionId);
    }

    /** The subscription it lies in, if any, as spelt. */
    public Optional<String> subscriptionId() {
        return startsWith("subscriptions") ? Optional.of(segments.get(1)) : Optional.empty();
    }

    /** The resource group it lies in, or names, if any, as spelt. */
    public Optional<String> resourceGroup() {
        return segments.size() >= 4 && startsWith("subscriptions") && is(2, "resourceGroups")
                ? Optional.of(segments.get(3))
                : Optional.empty();
    }

    /** The full type, such as {@code Microsoft.CognitiveServices/accounts/deployments}. */
    public String type() {
        if (provider >= 0) {
            StringBuilder type = new StringBuilder(segments.get(provider + 1));
            for (int i = provider + 2; i < segments.size(); i += 2) {
                type.append('/').append(segments.get(i));
            }
            return type.toString();
        }
        if (startsWith("subscriptions")) {
            return segments.size() == 2
                    ? "Microsoft.Resources/subscriptions"
                    : "Microsoft.Resources/subscriptions/resourceGroups";
        }
        return startsWith("tenants") ? "Microsoft.Resources/tenants" : "Plumbline/hosts";
    }

    /** The last segment. */
    public String name() {
        return segments.get(segments.size() - 1);
    }

    /**
     * What contains it: the parent resource of a child, the scope of an extension, else group, subscription or nothing.
     */
    public Optional<ResourceId> parent() {
        return isChild() ? Optional.of(upTo(segments.size() - 2)) : scope();
    }

    /** What the last provider stands on: a resource for an extension, else group, subscription or nothing. */
    public Optional<ResourceId> scope() {
        if (provider > 0) {
            return Optional.of(upTo(provider));
        }
        return provider < 0 && segments.size() == 4 ? Optional.of(upTo(2)) : Optional.empty();
    }

    /** The topmost resource of its own provider: the account of a deployment; itself where it is no child. */
    public ResourceId root() {
        return isChild() ? upTo(provider + 4) : this;
    }

    /** Whether its parent is a resource of the same provider, as a deployment's is an account. */
    public boolean isChild() {
        return provider >= 0 && segments.size() > provider + 4;
    }

    /** Whether it stands on another provider's resource, as a diagnostic setting does. */
    public boolean isExtension() {
        return providers > 1;
    }

    /** Whether it names a resource: not a group, a subscription, a tenant or a host. */
    public boolean isResource() {
        return provider >= 0;
    }

    /** Whether it stands for a host name. */
    public boolean isHost() {
        return startsWith("hosts");
    }

    /** Whether it lies below the other: a child, an extension, a resource of the group, at any depth. */
    public boolean isWithin(ResourceId other) {
        return key.length() > other.key.length() && key.charAt(other.key.length()) == '/' && key.startsWith(other.key);
    }

    /** The child of the given last type segment and name. */
    public ResourceId child(String type, String name) {
        return parse(text + "/" + type + "/" + name);
    }

    /** The extension resource of the given full type and name on this one. */
    public ResourceId extension(String type, String name) {
        return parse(text + "/providers/" + type + "/" + name);
    }

    /** The id in lower case: what is compared, hashed and stored under. */
    public String key() {
        return key;
    }

    @Override
    public int compareTo(ResourceId other) {
        return key.compareTo(other.key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceId && key.equals(((ResourceId) other).key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** The id with the casing that was given. */
    @Override
    public String toString() {
        return text;
    }

    private ResourceId upTo(int count) {
        List<String> head = segments.subList(0, count);
        return new ResourceId("/" + String.join("/", head), List.copyOf(head));
    }

    private boolean startsWith(String segment) {
        return is(0, segment);
    }

    private boolean is(int index, String segment) {
        return index < segments.size() && segments.get(index).equalsIgnoreCase(segment);
    }

    /** Names may be called {@code providers} too: a start stands after the root, the group, or a type and name. */
    private static List<Integer> providerStarts(List<String> segments) {
        List<Integer> found = new ArrayList<>();
        int i = 0;
        if (segments.get(0).equalsIgnoreCase("subscriptions")) {
            i = segments.size() > 2 && segments.get(2).equalsIgnoreCase("resourceGroups") ? 4 : 2;
        }
        while (i < segments.size() && isProviders(segments.get(i))) {
            found.add(i);
            i += 2;
            while (i < segments.size() && !isProviders(segments.get(i))) {
                i += 2;
            }
        }
        return found;
    }

    private static boolean isProviders(String segment) {
        return segment.equalsIgnoreCase("providers");
    }

    private static void checkSegment(String text, String segment) {
        if (segment.isBlank()) {
            throw InvalidResourceId.refused(text, "no empty segment", InvalidResourceId.shown(text));
        }
        if (segment.chars().allMatch(c -> c == '.')) {
            throw InvalidResourceId.refused(text, "no `.` or `..` segment", InvalidResourceId.shown(text));
        }
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%' || c == '?' || c == '#' || c == '\\' || InvalidResourceId.unprintable(c)) {
                throw InvalidResourceId.refused(
                        text, "none of `%`, `?`, `#`, `\\` or control characters", InvalidResourceId.shown(text));
            }
        }
    }

    private static void checkShape(String text, List<String> segments) {
        String head = segments.get(0).toLowerCase(Locale.ROOT);
        int size = segments.size();
        boolean whole = switch (head) {
            case "subscriptions" ->
                size == 2
                        || size == 4 && segments.get(2).equalsIgnoreCase("resourceGroups")
                        || providersFollow(segments);
            case "providers" -> providersFollow(segments);
            case "tenants", "hosts" -> size == 2;
            default -> false;
        };
        if (!whole) {
            throw InvalidResourceId.refused(
                    text, "a whole resource id, each type followed by a name", InvalidResourceId.shown(text));
        }
    }

    /** Every provider is followed by its namespace and by whole pairs of type and name. */
    private static boolean providersFollow(List<String> segments) {
        List<Integer> starts = providerStarts(segments);
        if (starts.isEmpty()) {
            return false;
        }
        int first = segments.get(0).equalsIgnoreCase("providers")
                ? 0
                : segments.get(2).equalsIgnoreCase("resourceGroups") ? 4 : 2;
        if (starts.get(0) != first) {
            return false;
        }
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : segments.size();
            int length = end - starts.get(i);
            if (length < 4 || length % 2 != 0) {
                return false;
            }
        }
        return true;
    }
}
