package dev.plumbline.policy.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Binding;
import dev.plumbline.policy.BoundDefinition;
import dev.plumbline.policy.BuiltIns;
import dev.plumbline.policy.Compiled;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An initiative of 200 definitions, 20 of which concern the resource, against one of those 20 alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class InitiativeBenchmark {

    private static final String ACCOUNTS = "microsoft.cognitiveservices/accounts";

    private final World world = Samples.world();
    private final PreparedResource account = Samples.prepared(Samples.ACCOUNT);
    private final Baseline twenty = baseline(0);
    private final Baseline twoHundred = baseline(180);

    /** The 20 that concern it. */
    @Benchmark
    public List<Assessment> twenty() {
        return twenty.evaluate(account, world);
    }

    /** The 20 that concern it among 180 that do not. */
    @Benchmark
    public List<Assessment> twentyOfTwoHundred() {
        return twoHundred.evaluate(account, world);
    }

    private static Baseline baseline(int others) {
        List<Document> definitions = new ArrayList<>();
        List<String> concerned = new ArrayList<>();
        List<String> unconcerned = new ArrayList<>();
        for (BuiltIns.File file : BuiltIns.definitions()) {
            Document document = file.document();
            sort(document, concerned, unconcerned);
            definitions.add(document);
        }
        ObjectNode initiative = JsonNodeFactory.instance.objectNode();
        initiative.put("name", "benchmark").put("type", "Microsoft.Authorization/policySetDefinitions");
        ArrayNode references = initiative.putObject("properties").putArray("policyDefinitions");
        for (int i = 0; i < 20; i++) {
            reference(references, concerned.get(i % concerned.size()), "concerned-" + i);
        }
        for (int i = 0; i < others; i++) {
            reference(references, unconcerned.get(i % unconcerned.size()), "unconcerned-" + i);
        }
        BaselineSources sources = BaselineSources.none()
                .withInitiative(new Document("initiative", initiative))
                .withDefinitions(definitions)
                .withSubscriptions(List.of("00000000-0000-0000-0000-000000000001"));
        return Baseline.compile(sources, AliasCatalogue.bundled()).orElseThrow();
    }

    private static void reference(ArrayNode references, String id, String reference) {
        references.addObject().put("policyDefinitionId", id).put("policyDefinitionReferenceId", reference);
    }

    /** Only definitions that run with their defaults are taken, and of them those that are about exactly one type. */
    private static void sort(Document document, List<String> concerned, List<String> unconcerned) {
        Compiled<BoundDefinition> bound = Definition.compile(document, AliasCatalogue.bundled())
                .then(definition -> definition.bind(Binding.defaults()));
        Optional<BoundDefinition> value = bound.value();
        if (value.isEmpty() || !bound.issues().isEmpty() || value.get().effect().equalsIgnoreCase("Disabled")) {
            return;
        }
        Set<String> types = value.get().triggers().types();
        if (types.equals(Set.of(ACCOUNTS))
                && value.get().triggers().relatedTypes().isEmpty()) {
            concerned.add(value.get().definition().id());
        } else if (types.size() == 1 && !types.contains(ACCOUNTS)) {
            unconcerned.add(value.get().definition().id());
        }
    }
}
