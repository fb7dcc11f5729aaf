package dev.plumbline.cli;

import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.estate.EstateWorld;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.State;
import dev.plumbline.policy.baseline.Assessment;
import dev.plumbline.policy.baseline.Baseline;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One judgement of everything in an exported estate. */
final class EstateScan {
    private final ExportedEstate estate;
    private final Baseline baseline;
    private final List<Resource> resources;

    EstateScan(ExportedEstate estate, Baseline baseline) {
        this.estate = estate;
        this.baseline = baseline;
        this.resources = estate.resources(baseline.index());
    }

    /** The types that rules look up and the file lacks altogether, so that its resources have none, in one line. */
    Optional<String> gaps() {
        Set<String> present = new TreeSet<>();
        resources.forEach(resource -> present.add(resource.type().toLowerCase(Locale.ROOT)));
        List<String> gaps = new ArrayList<>();
        for (String type : baseline.index().relatedTypes()) {
            Set<String> readers = baseline.index().readersOf(type);
            boolean read = readers.isEmpty() || readers.stream().anyMatch(present::contains);
            if (read
                    && !present.contains(type)
                    && !inline(type)
                    && !estate.notExported().contains(type)) {
                gaps.add(type);
            }
        }
        return gaps.isEmpty()
                ? Optional.empty()
                : Optional.of("expected resources of the types `" + String.join("`, `", gaps)
                        + "`, which rules read, found none; they count as not existing: "
                        + "name those that were not exported in `notExported`");
    }

    /** Whether resources of the type stand inside their parents too. */
    private static boolean inline(String type) {
        return EstateStore.INLINE_CHILDREN.contains(type.substring(type.lastIndexOf('/') + 1));
    }

    ScanResult run() {
        Map<State, Integer> totals = new EnumMap<>(State.class);
        List<ScanResult.Finding> findings = new ArrayList<>();
        for (Resource resource : resources) {
            PreparedResource prepared = EstateWorld.prepared(resource);
            for (Assessment assessment : baseline.evaluate(prepared, estate.world())) {
                State state = assessment.verdict().state();
                totals.merge(state, 1, Integer::sum);
                if (state != State.COMPLIANT && state != State.NOT_APPLICABLE) {
                    findings.add(new ScanResult.Finding(resource.id(), workload(resource.id()), assessment));
                }
            }
        }
        return new ScanResult(estate.now(), baseline.version(), resources.size(), totals, findings);
    }

    private Optional<ResourceId> workload(ResourceId id) {
        return estate.graph().workloadOf(id);
    }
}
