package dev.plumbline.policy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Context;
import dev.plumbline.policy.DefinitionScope;
import dev.plumbline.policy.Lookup;
import dev.plumbline.policy.Membership;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.RelatedQuery;
import dev.plumbline.policy.ViewDocument;
import dev.plumbline.policy.World;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.Assessment;
import dev.plumbline.policy.baseline.Baseline;
import dev.plumbline.policy.baseline.BaselineSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** The whole baseline that ships on one resource of the example, whose JSON and views are prepared. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
// So many rules take the compiler longer than one does.
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 10, time = 1)
public class BaselineBenchmark {
    private static final ViewDocument NOT_PREPARED =
            new ViewDocument(JsonNodeFactory.instance.objectNode(), Map.of("*", "not prepared"));

    private static final Path CHECKOUT = Path.of("..", "..");

    /** The view whose example document, and whose resource, is judged. */
    @Param({"aiAccount", "mlWorkspace", "dependency", "subscription"})
    public String view = "";

    private PreparedResource resource = Situation.account();
    private World world = Situation.nothingElse();
    private Baseline baseline =
            Baseline.lenient(BaselineSources.none(), AliasCatalogue.none()).baseline();

    @Setup
    public void prepare() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<PreparedResource> estate = new ArrayList<>();
        for (JsonNode each :
                mapper.readTree(CHECKOUT.resolve("examples/estate.json").toFile())) {
            estate.add(PreparedResource.of(each));
        }
        Map<String, ViewDocument> views = new HashMap<>();
        for (String name : List.of("aiAccount", "mlWorkspace", "dependency", "subscription")) {
            JsonNode document = mapper.readTree(
                    CHECKOUT.resolve("examples/views/" + name + ".json").toFile());
            views.put(name, new ViewDocument(document, Map.of()));
            if (name.equals(view)) {
                resource = PreparedResource.of(document.path("resource"));
            }
        }
        ObjectNode context = JsonNodeFactory.instance.objectNode().put("utcNow", "2026-03-01T12:00:00Z");
        world = new Estate(new Context(context), estate, views, new HashMap<>());
        String subscription = resource.id().split("/", -1)[2];
        baseline = Baseline.lenient(
                        BaselineSources.shipped(CHECKOUT.resolve("rules")).withSubscriptions(List.of(subscription)),
                        AliasCatalogue.bundled())
                .baseline();
        if (evaluate().isEmpty()) {
            throw new IllegalStateException(view + ": expected rules about `" + resource.id() + "`, found none");
        }
    }

    @Benchmark
    public List<Assessment> evaluate() {
        return baseline.evaluate(resource, world);
    }

    /** Everything that was read beforehand. */
    private record Estate(
            Context context,
            List<PreparedResource> resources,
            Map<String, ViewDocument> views,
            Map<RelatedQuery, Lookup> found)
            implements World {
        @Override
        public Lookup related(RelatedQuery query) {
            return found.computeIfAbsent(
                    query,
                    key -> new Lookup.Found(
                            resources.stream().filter(query::means).toList()));
        }

        @Override
        public ViewDocument view(String name, PreparedResource target, Set<String> sections) {
            return views.getOrDefault(name, NOT_PREPARED);
        }

        @Override
        public Membership reach(DefinitionScope scope, PreparedResource target) {
            return Membership.INSIDE;
        }

        @Override
        public Context context(PreparedResource target) {
            return context;
        }
    }
}
