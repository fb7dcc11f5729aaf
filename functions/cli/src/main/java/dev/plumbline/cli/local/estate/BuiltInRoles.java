package dev.plumbline.cli.local.estate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Azure's built-in role definitions, which every estate has without exporting them. Read when first asked for; thread-safe.
 */
public final class BuiltInRoles {
    static final String TYPE = "Microsoft.Authorization/roleDefinitions";

    private static final List<String> RIGHTS = List.of("actions", "notActions", "dataActions", "notDataActions");

    private static @Nullable BuiltInRoles read;

    private final Map<String, JsonNode> roles = new TreeMap<>();

    private BuiltInRoles(BufferedReader lines) throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode role = json.readTree(line);
            roles.put(role.path("id").asText().toLowerCase(Locale.ROOT), role);
        }
    }

    static synchronized BuiltInRoles all() {
        BuiltInRoles all = read;
        if (all == null) {
            try (InputStream resource = BuiltInRoles.class.getResourceAsStream("built-in-roles.jsonl.gz")) {
                if (resource == null) {
                    throw new IllegalStateException("built-in-roles.jsonl.gz is not on the class path; build again");
                }
                all = new BuiltInRoles(new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(resource), StandardCharsets.UTF_8)));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            read = all;
        }
        return all;
    }

    /** The name for people of the built-in role that an id ends in; empty if there is none. */
    public static Optional<String> nameOf(String id) {
        String guid = id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(all().roles.get(guid))
                .map(role -> role.path("roleName").asText());
    }

    /** The built-in role that an id names, at whatever scope the id says. */
    Optional<StoredResource> find(ResourceId id) {
        JsonNode role = id.type().equalsIgnoreCase(TYPE) && !id.isExtension()
                ? roles.get(id.name().toLowerCase(Locale.ROOT))
                : null;
        return Optional.ofNullable(role).map(known -> resource(id, known));
    }

    /** Every built-in role, with ids below {@code scope}; a tenant's where that is empty. */
    List<StoredResource> list(Optional<ResourceId> scope) {
        String prefix = scope.map(ResourceId::toString).orElse("") + "/providers/" + TYPE + "/";
        List<StoredResource> all = new ArrayList<>();
        roles.forEach((name, role) -> all.add(resource(ResourceId.parse(prefix + name), role)));
        return all;
    }

    private static StoredResource resource(ResourceId id, JsonNode role) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id.toString()).put("name", id.name()).put("type", TYPE);
        ObjectNode properties = json.putObject("properties");
        properties.put("roleName", role.path("roleName").asText()).put("type", "BuiltInRole");
        properties.putArray("assignableScopes").add("/");
        ArrayNode permissions = properties.putArray("permissions");
        for (JsonNode granted : role.path("permissions")) {
            ObjectNode permission = permissions.addObject();
            for (String right : RIGHTS) {
                ArrayNode operations = permission.putArray(right);
                granted.path(right).forEach(operations::add);
            }
        }
        return new StoredResource(id, json, "\"" + id.name() + "\"");
    }
}
