package dev.plumbline.cli.local.estate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.Members;
import dev.plumbline.cli.local.Shown;
import dev.plumbline.estate.InvalidResourceId;
import dev.plumbline.estate.ResourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An exported estate: resources as Azure prints them, Microsoft Graph's documents, and the types that were not exported.
 *
 * <p>Reads an array, or an object with {@code value} or {@code data}, as {@code az resource show}, {@code az graph query} and
 * Resource Manager's list calls print them. Names of members compare without regard to case, a missing type or name is
 * taken from the id. Everything that is wrong is reported at once.
 *
 * @param resources the resources, in the file's order
 * @param graphDocuments the documents of Microsoft Graph, as they stand in the file
 * @param notExported the types that the file does not claim to hold, lower-case
 */
public record EstateFile(List<Exported> resources, List<JsonNode> graphDocuments, Set<String> notExported) {
    /** The largest file that is read, in bytes. */
    public static final long SIZE_LIMIT = 256L * 1024 * 1024;

    private static final int DEEPEST = 100;
    private static final int LONGEST_STRING = 8 * 1024 * 1024;
    private static final int MOST_RESOURCES = 200_000;
    private static final int MOST_PROBLEMS = 50;
    private static final int LONGEST_SHOWN = 120;
    private static final List<String> TOP_LEVEL = List.of(
            "id",
            "name",
            "type",
            "location",
            "kind",
            "tags",
            "sku",
            "plan",
            "identity",
            "properties",
            "etag",
            "zones",
            "systemData",
            "managedBy",
            "extendedLocation",
            "apiVersion");
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_STRING)
                            .maxDocumentLength(SIZE_LIMIT)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** One resource of the file. */
    public record Exported(ResourceId id, ObjectNode json) {}

    public EstateFile {
        resources = List.copyOf(resources);
        graphDocuments = List.copyOf(graphDocuments);
        notExported = Set.copyOf(notExported);
    }

    /** An estate without anything in it. */
    public static EstateFile empty() {
        return new EstateFile(List.of(), List.of(), Set.of());
    }

    /**
     * Reads a file.
     *
     * @throws InvalidEstate where it is not there or not an estate
     */
    public static EstateFile read(Path file) {
        if (Files.isDirectory(file)) {
            throw new InvalidEstate(List.of(file + ": expected an estate file, found a folder; name the file in it"));
        }
        try {
            long size = Files.size(file);
            if (size > SIZE_LIMIT) {
                throw new InvalidEstate(List.of(file + ": expected at most " + SIZE_LIMIT + " bytes, found " + size
                        + "; split it by subscription"));
            }
            return parse(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException missing) {
            throw new InvalidEstate(List.of(file + ": expected an estate file, found none; check the path"));
        } catch (IOException unreadable) {
            throw new InvalidEstate(List.of(file + ": expected a readable file, found "
                    + unreadable.getClass().getSimpleName() + "; check its permissions"));
        }
    }

    /**
     * Reads an estate.
     *
     * @param where what to call it in messages
     * @throws InvalidEstate where it is not an estate
     */
    public static EstateFile parse(String where, byte[] text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new InvalidEstate(List.of(malformed(where, malformed)));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return new Reader(where).read(root);
    }

    private static String malformed(String where, JsonProcessingException malformed) {
        String at = malformed.getLocation() == null
                ? ""
                : " line " + malformed.getLocation().getLineNr() + ", column "
                        + malformed.getLocation().getColumnNr();
        String reason = shown(malformed.getOriginalMessage().replaceAll(" \\(start marker at .*", ""));
        return where + ":" + at + ": expected JSON of at most " + DEEPEST + " levels, found that " + reason
                + "; export it again";
    }

    private static String shown(String text) {
        return Shown.text(text, LONGEST_SHOWN);
    }

    /** One reading of one file: gathers resources and problems. */
    private static final class Reader {
        private final String where;
        private final List<String> problems = new ArrayList<>();
        private final Map<String, Integer> places = new LinkedHashMap<>();
        private final List<Exported> resources = new ArrayList<>();
        private final List<JsonNode> graphDocuments = new ArrayList<>();

        Reader(String where) {
            this.where = where;
        }

        EstateFile read(JsonNode root) {
            String path = "$";
            JsonNode list = root;
            Set<String> notExported = Set.of();
            if (root.isObject()) {
                String member = root.has("data") && !root.has("value") ? "data" : "value";
                boolean alone = Members.at(root, "id").isTextual()
                        && Members.at(root, member).isMissingNode();
                path = alone ? "$" : "$." + member;
                list = alone ? JSON.createArrayNode().add(root) : Members.at(root, member);
                notExported = notExported(Members.at(root, "notExported"));
            }
            if (!list.isArray()) {
                problem(
                        path,
                        "an array of resources",
                        Shown.kind(list),
                        "export with `az resource list` or `az graph query`");
            } else if (list.size() > MOST_RESOURCES) {
                problem(
                        path,
                        "at most " + MOST_RESOURCES + " resources",
                        String.valueOf(list.size()),
                        "split the file");
            } else {
                for (int i = 0; i < list.size(); i++) {
                    element(path + "[" + i + "]", i, list.get(i));
                }
            }
            if (!problems.isEmpty()) {
                throw new InvalidEstate(problems);
            }
            return new EstateFile(resources, graphDocuments, notExported);
        }

        private Set<String> notExported(JsonNode names) {
            Set<String> types = new TreeSet<>();
            if (names.isMissingNode() || names.isNull()) {
                return types;
            }
            if (!names.isArray()) {
                problem("$.notExported", "an array of resource types", Shown.kind(names), "write [\"Microsoft.X/y\"]");
            }
            for (int i = 0; i < names.size(); i++) {
                JsonNode name = names.get(i);
                if (name.isTextual() && name.textValue().contains("/")) {
                    types.add(name.textValue().toLowerCase(Locale.ROOT));
                } else {
                    String found = name.isTextual() ? "`" + shown(name.textValue()) + "`" : Shown.kind(name);
                    problem("$.notExported[" + i + "]", "a resource type as `Microsoft.X/y`", found, "correct it");
                }
            }
            return types;
        }

        private void element(String path, int index, JsonNode element) {
            if (!(element instanceof ObjectNode resource)) {
                problem(path, "a resource, that is an object", Shown.kind(element), "remove it or export again");
                return;
            }
            JsonNode id = Members.at(resource, "id");
            if (!id.isTextual() || id.textValue().isBlank()) {
                problem(
                        path + ".id",
                        "the resource's id",
                        id.isMissingNode() ? "none" : Shown.kind(id),
                        "export it with its id");
                return;
            }
            if (id.textValue().regionMatches(true, 0, "graph:/", 0, "graph:/".length())) {
                graphDocuments.add(resource);
                return;
            }
            try {
                add(path, index, ResourceId.parse(id.textValue()), resource);
            } catch (InvalidResourceId invalid) {
                told(path + ".id: " + invalid.getMessage());
            }
        }

        private void add(String path, int index, ResourceId id, ObjectNode resource) {
            Integer earlier = places.putIfAbsent(id.key(), index);
            if (earlier != null) {
                problem(
                        path + ".id",
                        "every id once",
                        "`" + shown(id.toString()) + "` at index " + earlier + " too",
                        "keep one of the two");
                return;
            }
            resources.add(new Exported(id, normal(id, resource)));
        }

        private void problem(String path, String expected, String found, String advice) {
            told(path + ": expected " + expected + ", found " + found + "; " + advice);
        }

        private void told(String problem) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(where + ": " + problem);
            } else if (problems.size() == MOST_PROBLEMS) {
                problems.add(where + ": expected an estate, found more problems than are shown; correct these first");
            }
        }
    }

    /** The resource with its own members in Azure's casing, and name and type from the id where they are not given. */
    private static ObjectNode normal(ResourceId id, ObjectNode resource) {
        ObjectNode normal = resource.objectNode();
        normal.put("id", id.toString());
        JsonNode name = Members.at(resource, "name");
        normal.set("name", name.isTextual() ? name : normal.textNode(id.name()));
        JsonNode type = Members.at(resource, "type");
        normal.set("type", type.isTextual() ? type : normal.textNode(id.type()));
        resource.fields().forEachRemaining(member -> {
            String known = TOP_LEVEL.stream()
                    .filter(member.getKey()::equalsIgnoreCase)
                    .findFirst()
                    .orElse(member.getKey());
            if (!normal.has(known)) {
                normal.set(known, member.getValue());
            }
        });
        return normal;
    }
}
