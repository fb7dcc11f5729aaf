package dev.plumbline.policy.bench;

import dev.plumbline.policy.BuiltIns;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.Baseline;
import dev.plumbline.policy.baseline.BaselineSources;
import java.util.List;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * Every built-in at hand, from text to compiled, once in a fresh JVM.
 *
 * <p>Unpacking the texts is not measured; parsing them, loading the aliases and everything else is.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(10)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class ColdCompileBenchmark {

    private final List<BuiltIns.File> files = BuiltIns.files();

    @Benchmark
    public void compileAllBuiltIns(Blackhole sink) {
        AliasCatalogue catalogue = AliasCatalogue.bundled();
        for (BuiltIns.File file : files) {
            Document document = file.document();
            if (file.initiative()) {
                sink.consume(Baseline.lenient(BaselineSources.none().withInitiative(document), catalogue));
            } else {
                sink.consume(Definition.compile(document, catalogue));
            }
        }
    }
}
