package dev.plumbline.policy.bench;

import dev.plumbline.policy.Binding;
import dev.plumbline.policy.BoundDefinition;
import dev.plumbline.policy.BuiltIns;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.alias.AliasCatalogue;
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

/** What it takes to read and compile definitions. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CompileBenchmark {

    private final List<BuiltIns.File> files = BuiltIns.definitions();

    /** Every built-in definition in a Java virtual machine that has just started: nothing is loaded or warm. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(5)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public void allBuiltInsCold(Blackhole hole) {
        compileAll(hole);
    }

    /** Every built-in definition once the machine is warm. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Fork(1)
    @Warmup(iterations = 3, time = 2)
    @Measurement(iterations = 3, time = 2)
    public void allBuiltInsWarm(Blackhole hole) {
        compileAll(hole);
    }

    private void compileAll(Blackhole hole) {
        for (BuiltIns.File file : files) {
            Compiled<Definition> compiled = Document.parse(file.path(), file.text())
                    .then(document -> Definition.compile(document, AliasCatalogue.bundled()));
            Compiled<BoundDefinition> bound = compiled.then(definition -> definition.bind(Binding.defaults()));
            hole.consume(bound);
        }
    }
}
