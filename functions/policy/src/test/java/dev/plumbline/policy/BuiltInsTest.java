package dev.plumbline.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Azure's own definitions load, bind and evaluate; none throws. */
class BuiltInsTest {

    @Test
    void everyDefinitionLoads() {
        List<String> errors = new ArrayList<>();
        List<String> unconfirmed = new ArrayList<>();
        for (BuiltIns.File file : BuiltIns.definitions()) {
            for (Issue issue : Definition.compile(file.document(), AliasCatalogue.bundled())
                    .issues()) {
                boolean alias = issue.advice().startsWith("the definition's verdict is `unknown`");
                if (issue.severity() == Issue.Severity.ERROR) {
                    errors.add(issue.message());
                } else if (alias) {
                    unconfirmed.add(issue.found());
                }
            }
        }
        assertThat(BuiltIns.definitions()).hasSize(544);
        assertThat(errors).isEmpty();
        assertThat(unconfirmed)
                .as("aliases that neither the catalogue nor the type data has")
                .containsOnly(
                        "`Microsoft.FileShares/fileShares/publicNetworkAccess`",
                        "`Microsoft.Security/securityContacts/notificationsSources[*].Alert.minimalSeverity`",
                        "`Microsoft.SqlVirtualMachine/sqlVirtualMachines/osType`",
                        "`Microsoft.ApiManagement/service/workspaces/policies/value`",
                        "`Microsoft.ApiManagement/service/workspaces/apis/policies/value`",
                        "`Microsoft.ApiManagement/service/workspaces/apis/operations/policies/value`",
                        "`Microsoft.ApiManagement/service/workspaces/products/policies/value`");
    }

    @Test
    void everyDefinitionEvaluatesOnAResourceOfEachOfItsTypes() {
        World world = World.offline(context(), Optional.of(List.of()));
        int evaluated = 0;
        for (BuiltIns.File file : BuiltIns.definitions()) {
            Definition definition = Definition.compile(file.document(), AliasCatalogue.bundled())
                    .orElseThrow();
            Compiled<BoundDefinition> bound = definition.bind(Binding.of(values(definition)));
            assertThat(bound.value()).as(bound.issues().toString()).isPresent();
            for (String type : bound.value().orElseThrow().triggers().types()) {
                Verdict bare = bound.value().get().evaluate(PreparedResource.of(resource(type)), world);
                assertThat(bare.state()).isNotNull();
                assertThat(bare.state() == State.UNKNOWN || bare.state() == State.NOT_APPLICABLE)
                        .isEqualTo(!bare.message().isEmpty() && bare.state() != State.COMPLIANT);
                evaluated++;
            }
        }
        assertThat(evaluated).isGreaterThan(500);
    }

    /** A value for each parameter that has no default: the first that is allowed, or an empty one. */
    private static Map<String, JsonNode> values(Definition definition) {
        Map<String, JsonNode> values = new HashMap<>();
        for (Parameter parameter : definition.parameters().values()) {
            if (parameter.defaultValue().isEmpty()) {
                values.put(parameter.name(), value(parameter));
            }
        }
        return values;
    }

    private static JsonNode value(Parameter parameter) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (!parameter.allowedValues().isEmpty()) {
            JsonNode first = parameter.allowedValues().get(0);
            return parameter.type() == ParameterType.ARRAY && !first.isArray()
                    ? nodes.arrayNode().add(first)
                    : first;
        }
        return switch (parameter.type()) {
            case STRING -> nodes.textNode("x");
            case ARRAY -> nodes.arrayNode();
            case OBJECT -> nodes.objectNode();
            case BOOLEAN -> nodes.booleanNode(true);
            case INTEGER, FLOAT -> nodes.numberNode(1);
            case DATE_TIME -> nodes.textNode("2026-01-01T00:00:00Z");
        };
    }

    private static JsonNode resource(String type) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.put("id", "/subscriptions/s/resourceGroups/r/providers/" + type + "/n");
        resource.put("type", type).put("name", "n").put("location", "westeurope");
        resource.putObject("properties");
        return resource;
    }

    private static Context context() {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.put("utcNow", "2026-01-01T00:00:00Z");
        members.putObject("subscription").put("subscriptionId", "s").put("id", "/subscriptions/s");
        members.putObject("resourceGroup").put("name", "r").put("location", "westeurope");
        return new Context(members);
    }
}
