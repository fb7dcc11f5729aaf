package dev.plumbline.cli;

import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.estate.Scope;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.Baseline;
import dev.plumbline.policy.baseline.BaselineSources;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Measures the judging of the example estate by the whole baseline, once file and rules are loaded. */
final class ScanBench {
    private static final int WARM_UP = 30;

    private final PrintWriter out;
    private final int runs;

    ScanBench(PrintWriter out, int runs) {
        this.out = out;
        this.runs = runs;
    }

    void run() {
        EstateFile file = EstateFile.read(Home.path("examples/estate.json"));
        Set<String> subscriptions = ExportedEstate.subscriptions(file);
        Baseline baseline = Baseline.lenient(
                        BaselineSources.shipped(Home.path("rules")).withSubscriptions(List.copyOf(subscriptions)),
                        AliasCatalogue.bundled())
                .baseline();
        double first = millis(file, subscriptions, baseline);
        for (int i = 0; i < WARM_UP; i++) {
            millis(file, subscriptions, baseline);
        }
        double[] taken = new double[runs];
        for (int i = 0; i < runs; i++) {
            taken[i] = millis(file, subscriptions, baseline);
        }
        Arrays.sort(taken);
        out.printf(
                Locale.ROOT,
                "the example estate, %d rules: median %.1f ms, best %.1f, worst %.1f (%d runs); the first of the process %.0f%n",
                baseline.rules().size(),
                taken[runs / 2],
                taken[0],
                taken[runs - 1],
                runs,
                first);
        out.flush();
    }

    /** Every run puts its views together anew. */
    private static double millis(EstateFile file, Set<String> subscriptions, Baseline baseline) {
        ExportedEstate estate = new ExportedEstate(file, Scope.of(subscriptions), Clock.systemUTC());
        long started = System.nanoTime();
        ScanResult result = new EstateScan(estate, baseline).run();
        double millis = (System.nanoTime() - started) / 1e6;
        if (result.totals().isEmpty()) {
            throw new IllegalStateException("the example estate was not judged");
        }
        return millis;
    }
}
