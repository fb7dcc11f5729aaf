package dev.plumbline.policy.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Binding;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.Parameter;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parameters that an initiative declares.
 *
 * <p>They follow the rules of a definition's parameters, so a definition that does nothing else declares and checks them.
 */
record SetParameters(Optional<Definition> declaration) {

    static SetParameters read(Document initiative, Issues issues) {
        ObjectNode declaring = JsonNodeFactory.instance.objectNode();
        ObjectNode properties = declaring.putObject("properties");
        JsonNode parameters = DefinitionShelf.body(initiative).path("parameters");
        if (!parameters.isMissingNode()) {
            properties.set("parameters", parameters);
        }
        ObjectNode rule = properties.putObject("policyRule");
        rule.putObject("if").put("field", "type").put("exists", true);
        rule.putObject("then").put("effect", "audit");
        Compiled<Definition> compiled =
                Definition.compile(new Document(initiative.where(), declaring), AliasCatalogue.none());
        issues.addAll(compiled.issues());
        return new SetParameters(compiled.value());
    }

    Set<String> names() {
        return declaration.map(definition -> definition.parameters().keySet()).orElse(Set.of());
    }

    /** The value of each parameter that has one, by a name that ignores case. */
    Map<String, JsonNode> values(Map<String, JsonNode> assigned, Issues issues) {
        Map<String, JsonNode> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (declaration.isEmpty()) {
            return values;
        }
        for (Issue issue : declaration.get().bind(Binding.of(assigned)).issues()) {
            String path = "$.properties" + issue.path().substring(1);
            issues.addAll(List.of(new Issue(
                    issue.severity(), issues.where(), path, issue.expected(), issue.found(), issue.advice())));
        }
        for (Parameter parameter : declaration.get().parameters().values()) {
            parameter.defaultValue().ifPresent(value -> values.put(parameter.name(), value));
        }
        assigned.forEach((name, value) -> {
            // As in a definition, null is no value.
            if (!value.isNull()) {
                values.put(name, value);
            }
        });
        return values;
    }
}
