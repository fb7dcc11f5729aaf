package dev.plumbline.estate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** With which API version a resource type is read; one version for each type, so that a rule always sees the same shape. */
public final class ApiVersions {
    private static final String FILE = "api-versions.json";

    private final Map<String, String> versions;

    private ApiVersions(Map<String, String> versions) {
        this.versions = Map.copyOf(versions);
    }

    /** The versions that came with the program. */
    public static ApiVersions bundled() {
        try (InputStream file = ApiVersions.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + ": expected beside " + ApiVersions.class.getName());
            }
            Map<String, String> versions = new TreeMap<>();
            JsonNode root = new ObjectMapper().readTree(file);
            root.fields()
                    .forEachRemaining(entry -> versions.put(
                            entry.getKey().toLowerCase(Locale.ROOT),
                            entry.getValue().asText()));
            return new ApiVersions(versions);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + ": expected a readable list of API versions", e);
        }
    }

    /** The version that resources of the full type are read with; empty if there is none. */
    public Optional<String> of(String type) {
        return Optional.ofNullable(versions.get(type.toLowerCase(Locale.ROOT)));
    }

    /** The types that can be read, in lower case. */
    public Set<String> types() {
        return versions.keySet();
    }
}
