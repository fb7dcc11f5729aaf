package dev.plumbline.cli.guide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.cli.local.arm.Patchable;
import dev.plumbline.cli.local.types.ResourceType;
import dev.plumbline.cli.local.types.TypeData;
import dev.plumbline.estate.ApiVersions;
import dev.plumbline.policy.alias.Alias;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.alias.AliasResolution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the operations of {@code modify} come to on the command line and in Bicep. */
final class SettingFix {
    private static final ApiVersions VERSIONS = ApiVersions.bundled();
    private static final Pattern TAG = Pattern.compile("tags(?:\\.(.+)|\\['(.+)'\\])");
    private static final Pattern NAMED_TAG =
            Pattern.compile("\\[concat\\('tags\\[',\\s*parameters\\('(\\w+)'\\),\\s*'\\]'\\)\\]");
    private static final String COMPUTED_TAG = "[concat('tags[',";
    private static final Pattern PARAMETER = Pattern.compile("\\[parameters\\('(\\w+)'\\)\\]");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.]+");

    private final GuidedRule rule;
    private final String type;
    private final String version;
    private final Optional<ResourceType> data;
    private final ObjectNode sent = JsonNodeFactory.instance.objectNode();
    private final ObjectNode declared = JsonNodeFactory.instance.objectNode();
    private final Map<String, BicepParameter> parameters = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();

    private SettingFix(GuidedRule rule, String type, String version) {
        this.rule = rule;
        this.type = type;
        this.version = version;
        this.data = TypeData.bundled().find(type, version);
    }

    /** The fix; empty where an operation reaches into elements, which neither command nor file can name. */
    static Optional<Fix> of(GuidedRule rule) {
        JsonNode operations = rule.details().path("operations");
        Optional<String> type = target(rule, operations);
        Optional<String> version = type.flatMap(VERSIONS::of);
        if (operations.isEmpty() || version.isEmpty()) {
            return Optional.empty();
        }
        SettingFix fix = new SettingFix(rule, type.get(), version.get());
        for (JsonNode operation : operations) {
            if (!fix.add(operation)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Fix(fix.shell(), fix.bicep()));
    }

    /** The type that the operations write to: the one that an alias belongs to, else the first that the rule is about. */
    private static Optional<String> target(GuidedRule rule, JsonNode operations) {
        for (JsonNode operation : operations) {
            String field = operation.path("field").asText();
            if (field.lastIndexOf('/') > 0 && !field.startsWith("[")) {
                return Optional.of(TypeData.bundled().spelling(field.substring(0, field.lastIndexOf('/'))));
            }
        }
        return rule.types().stream().findFirst().map(TypeData.bundled()::spelling);
    }

    private boolean add(JsonNode operation) {
        String field = operation.path("field").asText();
        if (field.startsWith(COMPUTED_TAG) && !NAMED_TAG.matcher(field).matches()) {
            anyTag();
            return true;
        }
        Optional<List<String>> path = path(field);
        if (path.isEmpty()) {
            return false;
        }
        if (operation.has("condition")) {
            remarks.add(String.join(".", path.get()) + ": only where "
                    + operation.path("condition").asText());
        }
        if (operation.path("operation").asText().equalsIgnoreCase("remove")) {
            put(sent, shown(path.get()), JsonNodeFactory.instance.nullNode());
            remarks.add(String.join(".", path.get()) + ": take it out of your declaration");
            return true;
        }
        JsonNode value = operation.path("value");
        if (GuidedRule.texts(value, new ArrayList<>()).stream().noneMatch(text -> text.startsWith("["))) {
            put(sent, shown(path.get()), value);
            put(declared, path.get(), value);
            settings.add(String.join(".", path.get()) + "=" + word(value));
            return true;
        }
        BicepParameter parameter = parameter(path.get(), value);
        parameters.put(parameter.name(), parameter);
        JsonNode shown = parameter.initial().isMissingNode()
                ? TextNode.valueOf("<" + parameter.name() + ">")
                : parameter.initial();
        put(sent, shown(path.get()), shown);
        put(declared, path.get(), new POJONode(parameter.name()));
        settings.add(String.join(".", path.get()) + "=" + word(shown));
        return true;
    }

    /** Which tag it is only the definition's parameters tell. */
    private void anyTag() {
        parameters.put("tags", BicepParameter.of("tags", "object", MissingNode.getInstance()));
        declared.set("tags", new POJONode("tags"));
        put(sent, List.of("tags", "<name>"), TextNode.valueOf("<value>"));
    }

    private Optional<List<String>> path(String field) {
        Matcher named = NAMED_TAG.matcher(field);
        if (named.matches()) {
            BicepParameter parameter = declaredParameter(named.group(1));
            parameters.put(parameter.name(), parameter);
            return Optional.of(List.of("tags", "${" + parameter.name() + "}"));
        }
        Matcher tag = TAG.matcher(field);
        if (tag.matches()) {
            return Optional.of(List.of("tags", tag.group(1) == null ? tag.group(2) : tag.group(1)));
        }
        if (field.indexOf('/') < 0) {
            return PLAIN.matcher(field).matches() ? Optional.of(List.of(field.split("\\.", -1))) : Optional.empty();
        }
        return AliasCatalogue.bundled().resolve(field) instanceof AliasResolution.Known known
                ? plain(known.alias())
                : Optional.empty();
    }

    private Optional<List<String>> plain(Alias alias) {
        String path = alias.path(type.toLowerCase(Locale.ROOT), version).text();
        return PLAIN.matcher(path).matches() ? Optional.of(List.of(path.split("\\.", -1))) : Optional.empty();
    }

    private BicepParameter parameter(List<String> path, JsonNode value) {
        Matcher parameter = PARAMETER.matcher(value.asText());
        if (parameter.matches()) {
            return declaredParameter(parameter.group(1));
        }
        String kind = data.map(known -> known.kind(path.toArray(String[]::new))).orElse("any");
        String name = path.get(0).equals("tags") ? "tagValue" : path.get(path.size() - 1);
        remarks.add(name + " is " + (value.isTextual() ? value.textValue() : "put together from what is there"));
        return BicepParameter.of(name, kind, MissingNode.getInstance());
    }

    private BicepParameter declaredParameter(String name) {
        JsonNode declaration = rule.properties().path("parameters").path(name);
        return BicepParameter.of(name, declaration.path("type").asText(), declaration.path("defaultValue"));
    }

    /** A command cannot know a name that only a parameter gives. */
    private static List<String> shown(List<String> path) {
        return path.stream()
                .map(step -> step.startsWith("${") ? "<" + step.substring(2, step.length() - 1) + ">" : step)
                .toList();
    }

    private static void put(ObjectNode body, List<String> path, JsonNode value) {
        ObjectNode at = body;
        for (String step : path.subList(0, path.size() - 1)) {
            at = at.path(step) instanceof ObjectNode there ? there : at.putObject(step);
        }
        at.set(path.get(path.size() - 1), value);
    }

    private List<String> shell() {
        List<String> lines = new ArrayList<>();
        remarks.forEach(remark -> lines.add("# " + remark));
        boolean patch = Patchable.takesProperties(type) || !sent.has("properties");
        if (patch) {
            lines.add(
                    "az rest --method patch --url \"https://management.azure.com$ID?api-version=" + version + "\" \\");
            lines.add("    --body " + quoted(sent.toString()));
        } else {
            lines.add("az resource update --ids \"$ID\" --api-version " + version + " \\");
            lines.add("    --set " + String.join(" ", settings));
        }
        return lines;
    }

    private List<String> bicep() {
        if (declared.isEmpty() || type.equalsIgnoreCase("Microsoft.Resources/subscriptions")) {
            return List.of();
        }
        boolean ofSubscription = data.map(ResourceType::ofSubscription).orElse(false);
        return new ResourceSnippet(type, version, ofSubscription).lines(declared, parameters.values(), remarks);
    }

    private static String word(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : value.toString();
        return text.matches("[A-Za-z0-9_./:-]+") ? text : quoted(text);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
