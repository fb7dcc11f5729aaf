package dev.plumbline.policy.bench;

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

/** What comes before an evaluation on the resource's side: reading its text, and preparing it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PrepareBenchmark {

    private final byte[] text = Situation.bytes("account.json");
    private final Document document = Situation.read("account.json");

    @Benchmark
    public Document readAccount() {
        return Document.parse("account.json", text).orElseThrow();
    }

    @Benchmark
    public PreparedResource prepareAccount() {
        return PreparedResource.of(document.root());
    }
}
