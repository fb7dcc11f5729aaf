package dev.plumbline.policy.bench;

import dev.plumbline.policy.Binding;
import dev.plumbline.policy.BoundDefinition;
import dev.plumbline.policy.BuiltIns;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.alias.AliasCatalogue;
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

/** Reading, compiling and binding one definition in a warm JVM. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CompileBenchmark {

    @Param({"DisablePublicNetworkAccess_Audit", "NetworkSecurityGroup_RDPAccess_Audit"})
    public String definition = "";

    private BuiltIns.File file = new BuiltIns.File("", "");
    private Document document = Situation.read("account.json");

    @Setup
    public void read() {
        file = BuiltIns.named(definition + ".json");
        document = file.document();
    }

    @Benchmark
    public Document readDefinition() {
        return file.document();
    }

    @Benchmark
    public BoundDefinition compileAndBind() {
        return Definition.compile(document, AliasCatalogue.bundled())
                .orElseThrow()
                .bind(Binding.defaults())
                .orElseThrow();
    }
}
