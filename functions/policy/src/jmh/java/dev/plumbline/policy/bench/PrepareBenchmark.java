package dev.plumbline.policy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.PreparedResource;
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

/** What it takes to make a resource ready. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PrepareBenchmark {

    private final JsonNode account = Samples.json(Samples.ACCOUNT);

    /** Preparing a tree. */
    @Benchmark
    public PreparedResource prepare() {
        return PreparedResource.of(account);
    }

    /** Reading the text strictly, and preparing it. */
    @Benchmark
    public PreparedResource readAndPrepare() {
        return PreparedResource.of(
                Document.parse("account", Samples.ACCOUNT).orElseThrow().root());
    }
}
