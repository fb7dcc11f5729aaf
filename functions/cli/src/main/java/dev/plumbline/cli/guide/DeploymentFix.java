package dev.plumbline.cli.guide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the template of {@code deployIfNotExists} comes to on the command line and in Bicep, which takes it as a module. */
final class DeploymentFix {
    private final GuidedRule rule;
    private final JsonNode given;
    private final JsonNode declared;
    private final boolean ofSubscription;

    private DeploymentFix(GuidedRule rule, JsonNode deployment) {
        this.rule = rule;
        this.given = deployment.path("parameters");
        this.declared = deployment.path("template").path("parameters");
        this.ofSubscription = rule.details().path("deploymentScope").asText().equalsIgnoreCase("subscription");
    }

    static Optional<Fix> of(GuidedRule rule) {
        JsonNode deployment = rule.details().path("deployment").path("properties");
        if (!deployment.path("template").isObject()) {
            return Optional.empty();
        }
        DeploymentFix fix = new DeploymentFix(rule, deployment);
        return Optional.of(new Fix(fix.shell(), fix.bicep()));
    }

    private List<String> shell() {
        String template = rule.name() + ".json";
        List<String> lines = new ArrayList<>();
        given.properties().forEach(parameter -> {
            JsonNode value = parameter.getValue().path("value");
            if (isExpression(value)) {
                lines.add("# " + parameter.getKey() + " is " + value.asText());
            }
        });
        lines.add("jq .properties.policyRule.then.details.deployment.properties.template \\");
        lines.add("    rules/" + rule.family() + "/" + rule.name() + "/policy.json >" + template);
        String where =
                ofSubscription ? "sub create --location \"$location\"" : "group create --resource-group \"$group\"";
        lines.add("az deployment " + where + " --template-file " + template + (given.isEmpty() ? "" : " \\"));
        if (!given.isEmpty()) {
            List<String> words = new ArrayList<>();
            given.properties().forEach(parameter -> words.add(word(parameter)));
            lines.add("    --parameters " + String.join(" ", words));
        }
        return lines;
    }

    private static String word(Map.Entry<String, JsonNode> parameter) {
        JsonNode value = parameter.getValue().path("value");
        String name = parameter.getKey();
        if (isExpression(value)) {
            return name + "=\"$" + name + "\"";
        }
        return name + "='" + (value.isTextual() ? value.textValue() : value.toString()) + "'";
    }

    private List<String> bicep() {
        List<String> lines = new ArrayList<>();
        if (ofSubscription) {
            lines.addAll(List.of("targetScope = 'subscription'", ""));
        }
        List<String> values = new ArrayList<>();
        given.properties().forEach(parameter -> {
            String name = parameter.getKey();
            JsonNode value = parameter.getValue().path("value");
            JsonNode initial = isExpression(value) ? MissingNode.getInstance() : value;
            lines.addAll(
                    BicepParameter.of(name, declared.path(name).path("type").asText(), initial)
                            .lines());
            values.add("    " + name + ": " + name);
        });
        if (!given.isEmpty()) {
            lines.add("");
        }
        lines.add("// the template of the definition, as the command above writes it");
        lines.add("module fix '" + rule.name() + ".json' = {");
        if (!values.isEmpty()) {
            lines.add("  params: {");
            lines.addAll(values);
            lines.add("  }");
        }
        lines.add("}");
        return lines;
    }

    private static boolean isExpression(JsonNode value) {
        return value.isTextual() && value.textValue().startsWith("[")
                || value.isContainerNode()
                        && GuidedRule.texts(value, new ArrayList<>()).stream().anyMatch(text -> text.startsWith("["));
    }
}
