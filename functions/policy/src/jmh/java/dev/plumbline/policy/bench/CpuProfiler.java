package dev.plumbline.policy.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Operations for each second of processor time, which says more than each second of the clock where other work shares the
 * machine.
 */
public final class CpuProfiler implements InternalProfiler {

    private static final double NANOSECONDS = 1e9;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long begin;

    @Override
    public String getDescription() {
        return "Operations for each second of processor time";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        begin = system.getProcessCpuTime();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double seconds = (system.getProcessCpuTime() - begin) / NANOSECONDS;
        double operations = result.getMetadata().getAllOps() / seconds;
        return List.of(new ScalarResult("cpu", operations, "ops/cpu-s", AggregationPolicy.MAX));
    }
}
