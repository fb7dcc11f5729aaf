package dev.plumbline.policy.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Binding;
import dev.plumbline.policy.BuiltIns;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.World;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.Assessment;
import dev.plumbline.policy.baseline.Baseline;
import dev.plumbline.policy.baseline.BaselineSources;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An account under an initiative of 20 references that concern it, alone and among 180 that do not. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class InitiativeBenchmark {

    private static final String ACCOUNT = "microsoft.cognitiveservices/accounts";
    private static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
    private static final int CONCERNED = 20;

    @Param({"20", "200"})
    public int references;

    private PreparedResource resource = Situation.account();
    private World world = Situation.nothingElse();
    private Baseline baseline =
            Baseline.lenient(BaselineSources.none(), AliasCatalogue.none()).baseline();

    @Setup
    public void compile() {
        List<Document> concerned = new ArrayList<>();
        List<Document> others = new ArrayList<>();
        for (BuiltIns.File file : BuiltIns.definitions()) {
            Document document = file.document();
            Set<String> types = types(document);
            if (types.equals(Set.of(ACCOUNT))) {
                concerned.add(document);
            } else if (!types.isEmpty() && !types.contains(ACCOUNT)) {
                others.add(document);
            }
        }
        List<Document> definitions = new ArrayList<>(concerned);
        definitions.addAll(others);
        baseline = Baseline.lenient(
                        BaselineSources.none()
                                .withInitiative(initiative(concerned, others))
                                .withDefinitions(definitions)
                                .withSubscriptions(List.of(SUBSCRIPTION)),
                        AliasCatalogue.bundled())
                .baseline();
        check();
    }

    private static Set<String> types(Document document) {
        return Definition.compile(document, AliasCatalogue.bundled())
                .then(definition -> definition.bind(Binding.defaults()))
                .value()
                .map(bound -> bound.triggers().types())
                .orElse(Set.of());
    }

    /** There are fewer than twenty definitions about accounts alone, so some are referred to twice. */
    private Document initiative(List<Document> concerned, List<Document> others) {
        ObjectNode set = JsonNodeFactory.instance.objectNode().put("name", "bench");
        ArrayNode list = set.putObject("properties").put("displayName", "bench").putArray("policyDefinitions");
        int every = references / CONCERNED;
        for (int i = 0; i < references; i++) {
            boolean ours = i % every == 0;
            List<Document> from = ours ? concerned : others;
            Document document = from.get((ours ? i / every : i) % from.size());
            list.addObject()
                    .put("policyDefinitionReferenceId", "reference-" + i)
                    .put(
                            "policyDefinitionId",
                            "/providers/Microsoft.Authorization/policyDefinitions/"
                                    + document.root().path("name").textValue());
        }
        return new Document("bench.json", set);
    }

    private void check() {
        int rules = baseline.rules().size();
        int assessed = baseline.evaluate(resource, world).size();
        if (rules != references || assessed != CONCERNED) {
            throw new IllegalStateException("initiative: expected " + references + " rules, " + CONCERNED
                    + " of them about the account, found " + rules + " and " + assessed);
        }
    }

    @Benchmark
    public List<Assessment> account() {
        return baseline.evaluate(resource, world);
    }
}
