package dev.plumbline.policy.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Binding;
import dev.plumbline.policy.BoundDefinition;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Context;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.World;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads aliases the way policies do: through {@code field()} in the details of an effect. */
final class AliasValues {
    private final ConformanceCase asked;

    private AliasValues(ConformanceCase asked) {
        this.asked = asked;
    }

    static ConformanceResult run(ConformanceCase each) {
        return new AliasValues(each).run();
    }

    private ConformanceResult run() {
        Document catalogue =
                new Document(asked.suite() + "/" + asked.name(), asked.json().path("aliasCatalog"));
        Compiled<AliasCatalogue> aliases = AliasCatalogue.read(catalogue);
        if (aliases.value().isEmpty()) {
            return ConformanceRunner.result(
                    asked, false, "values", aliases.issues().toString());
        }
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        boolean passed = true;
        for (JsonNode value : asked.expect().path("values")) {
            String alias = value.path("alias").asText();
            Compiled<BoundDefinition> reading = reading(alias, aliases.value().get());
            boolean missing = value.path("missing").asBoolean();
            JsonNode read = reading.value().map(this::value).orElseGet(JsonNodeFactory.instance::missingNode);
            boolean right = missing
                    ? read.isNull() || (read.isArray() && read.isEmpty())
                    : ConformanceRunner.same(read, value.path("value"));
            if (!right) {
                passed = false;
                expected.add(alias + " = " + (missing ? "nothing" : value.path("value")));
                actual.add(alias + " = " + (reading.value().isEmpty() ? messages(reading) : read));
            }
        }
        return ConformanceRunner.result(asked, passed, String.join(", ", expected), String.join(", ", actual));
    }

    /** A policy that always matches and shows the alias's value in its details; what is missing is shown as null. */
    private Compiled<BoundDefinition> reading(String alias, AliasCatalogue aliases) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        rule.putObject("if").put("value", 1).put("equals", 1);
        ObjectNode then = rule.putObject("then").put("effect", "append");
        then.putArray("details").addObject().put("field", "tags.value").put("value", "[field('" + alias + "')]");
        return Definition.compile(new Document(asked.suite() + "/" + asked.name(), rule), aliases)
                .then(definition -> definition.bind(Binding.defaults()));
    }

    private JsonNode value(BoundDefinition reading) {
        return reading.evaluate(resource(), world())
                .triggered()
                .flatMap(triggered -> triggered.details())
                .map(details -> details.path(0).path("value"))
                .orElseGet(JsonNodeFactory.instance::missingNode);
    }

    private PreparedResource resource() {
        return PreparedResource.of(
                asked.json().path("resource"), asked.json().path("apiVersion").asText());
    }

    private static World world() {
        return World.offline(Context.empty(), Optional.empty());
    }

    private static String messages(Compiled<?> compiled) {
        return compiled.issues().stream().map(Issue::message).toList().toString();
    }
}
