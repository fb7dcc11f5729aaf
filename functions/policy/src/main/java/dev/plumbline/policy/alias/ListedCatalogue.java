package dev.plumbline.policy.alias;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.JsonPath;
import dev.plumbline.policy.value.Comparison;
import dev.plumbline.policy.value.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A catalogue that was given as a list, and is taken for complete. */
final class ListedCatalogue implements AliasCatalogue {

    private final Map<String, Alias> aliases;
    private final Map<String, Boolean> indexed;

    private ListedCatalogue(Map<String, Alias> aliases, Map<String, Boolean> indexed) {
        this.aliases = aliases;
        this.indexed = indexed;
    }

    static Compiled<AliasCatalogue> read(Document document) {
        Issues issues = new Issues(document.where());
        Reader reader = new Reader(issues);
        JsonNode root = document.root();
        boolean wrapped = root.isObject() && root.has("value");
        reader.namespaces(wrapped ? root.get("value") : root, wrapped ? "$.value" : "$");
        return issues.result(() -> new ListedCatalogue(reader.aliases(), Map.copyOf(reader.indexed)));
    }

    @Override
    public AliasResolution resolve(String name) {
        Alias listed = aliases.get(Comparison.fold(name));
        if (listed != null) {
            return new AliasResolution.Known(listed);
        }
        Alias array = name.endsWith("[*]") ? null : aliases.get(Comparison.fold(name) + "[*]");
        if (array != null) {
            return new AliasResolution.Known(whole(name, array));
        }
        return new AliasResolution.Unknown(() -> Spelling.nearest(
                name, aliases.values().stream().map(Alias::name).toList()));
    }

    /** The array itself, from the alias of its elements. */
    private static Alias whole(String name, Alias elements) {
        List<Alias.Target> targets = elements.targets().stream()
                .map(target -> {
                    Map<String, PropertyPath> versions = new HashMap<>();
                    target.versions().forEach((version, path) -> versions.put(version, withoutElements(path)));
                    return new Alias.Target(target.type(), withoutElements(target.defaultPath()), versions);
                })
                .toList();
        return new Alias(name, targets, elements.modifiable());
    }

    private static PropertyPath withoutElements(PropertyPath path) {
        String text = path.text();
        return text.endsWith("[*]") ? PropertyPath.parse(text.substring(0, text.length() - 3)) : path;
    }

    @Override
    public Optional<Boolean> indexed(String foldedType) {
        return Optional.ofNullable(indexed.get(foldedType));
    }

    /** Walks the list; what cannot be used is reported and left out. */
    private static final class Reader {
        private final Issues issues;
        private final Map<String, List<Alias.Target>> targets = new HashMap<>();
        private final Map<String, String> names = new HashMap<>();
        private final Map<String, Alias.Modifiable> modifiable = new HashMap<>();
        private final Map<String, Boolean> indexed = new HashMap<>();

        private Reader(Issues issues) {
            this.issues = issues;
        }

        private Map<String, Alias> aliases() {
            Map<String, Alias> aliases = new HashMap<>();
            targets.forEach((key, list) -> aliases.put(
                    key,
                    new Alias(
                            names.getOrDefault(key, key),
                            list,
                            modifiable.getOrDefault(key, Alias.Modifiable.UNSAID))));
            return Map.copyOf(aliases);
        }

        private void namespaces(JsonNode list, String path) {
            if (!list.isArray()) {
                issues.error(path, "an array of namespaces", found(list), "export the catalogue again");
                return;
            }
            for (int i = 0; i < list.size(); i++) {
                JsonNode namespace = list.get(i);
                String at = JsonPath.element(path, i);
                String name = namespace.path("namespace").asText("");
                if (name.isEmpty()) {
                    issues.error(at, "a member `namespace`", found(namespace), "export the catalogue again");
                    continue;
                }
                JsonNode types = namespace.path("resourceTypes");
                for (int j = 0; j < types.size(); j++) {
                    type(name, types.path(j), JsonPath.element(at + ".resourceTypes", j));
                }
            }
        }

        private void type(String namespace, JsonNode type, String path) {
            String name = type.path("resourceType").asText("");
            if (name.isEmpty()) {
                issues.error(path, "a member `resourceType`", found(type), "export the catalogue again");
                return;
            }
            String folded = Comparison.fold(namespace + "/" + name);
            JsonNode capabilities = type.path("capabilities");
            if (capabilities.isTextual() && !capabilities.textValue().isEmpty()) {
                String text = Comparison.fold(capabilities.textValue());
                indexed.put(folded, text.contains("supportstags") || text.contains("supportslocation"));
            }
            JsonNode aliases = type.path("aliases");
            for (int i = 0; i < aliases.size(); i++) {
                alias(folded, aliases.path(i), JsonPath.element(path + ".aliases", i));
            }
        }

        private void alias(String type, JsonNode alias, String path) {
            String name = alias.path("name").asText("");
            JsonNode paths = alias.path("paths");
            String defaultPath = alias.path("defaultPath").asText("");
            if (defaultPath.isEmpty()) {
                defaultPath = paths.path(0).path("path").asText("");
            }
            if (name.isEmpty() || defaultPath.isEmpty()) {
                issues.warning(path, "an alias with `name` and a path", found(alias), "it is left out");
                return;
            }
            Map<String, PropertyPath> versions = new HashMap<>();
            for (JsonNode each : paths) {
                PropertyPath versioned = PropertyPath.parse(each.path("path").asText(defaultPath));
                for (JsonNode version : each.path("apiVersions")) {
                    versions.put(Comparison.fold(version.asText("")), versioned);
                }
            }
            String key = Comparison.fold(name);
            names.putIfAbsent(key, name);
            targets.computeIfAbsent(key, unused -> new ArrayList<>())
                    .add(new Alias.Target(type, PropertyPath.parse(defaultPath), versions));
            modifiable.merge(key, modifiable(alias), Reader::either);
        }

        private static Alias.Modifiable modifiable(JsonNode alias) {
            JsonNode own = alias.path("defaultMetadata").path("attributes");
            if (own.isTextual()) {
                return own.textValue().equalsIgnoreCase("Modifiable") ? Alias.Modifiable.YES : Alias.Modifiable.NO;
            }
            Alias.Modifiable said = Alias.Modifiable.UNSAID;
            for (JsonNode each : alias.path("paths")) {
                JsonNode attributes = each.path("metadata").path("attributes");
                if (attributes.isTextual()) {
                    boolean yes = attributes.textValue().equalsIgnoreCase("Modifiable");
                    said = yes ? Alias.Modifiable.YES : said == Alias.Modifiable.YES ? said : Alias.Modifiable.NO;
                }
            }
            return said;
        }

        /** One resource type that allows a change is enough to use the alias for one. */
        private static Alias.Modifiable either(Alias.Modifiable a, Alias.Modifiable b) {
            if (a == Alias.Modifiable.YES || b == Alias.Modifiable.YES) {
                return Alias.Modifiable.YES;
            }
            return a == Alias.Modifiable.NO ? a : b;
        }

        private static String found(JsonNode node) {
            return node.isMissingNode()
                    ? "none"
                    : "`" + node.getNodeType().name().toLowerCase(Locale.ROOT) + "`";
        }
    }
}
