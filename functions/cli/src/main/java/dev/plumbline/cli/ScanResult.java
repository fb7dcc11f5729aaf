package dev.plumbline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.policy.State;
import dev.plumbline.policy.baseline.Assessment;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a scan came to.
 *
 * @param evaluatedAt the time that every evaluation saw
 * @param baseline the baseline's version
 * @param resources how many resources were looked at
 * @param totals verdicts by state
 * @param findings everything that is neither compliant nor not applicable, the gravest first
 */
record ScanResult(
        Instant evaluatedAt, String baseline, int resources, Map<State, Integer> totals, List<Finding> findings) {
    private static final List<State> ORDER =
            List.of(State.COMPLIANT, State.NON_COMPLIANT, State.EXEMPT, State.NOT_APPLICABLE, State.UNKNOWN);
    private static final Comparator<Finding> GRAVEST_FIRST = Comparator.comparing(
                    (Finding finding) -> finding.assessment().severity())
            .reversed()
            .thenComparing(finding -> finding.assessment().verdict().state())
            .thenComparing(finding -> finding.resource().key())
            .thenComparing(finding -> finding.assessment().referenceId())
            .thenComparing(finding -> finding.assessment().assignmentId());

    /** One rule's word on one resource. */
    record Finding(ResourceId resource, Optional<ResourceId> workload, Assessment assessment) {}

    ScanResult {
        totals = Map.copyOf(totals);
        findings = findings.stream().sorted(GRAVEST_FIRST).toList();
    }

    int total(State state) {
        return totals.getOrDefault(state, 0);
    }

    ObjectNode toJson(String estate) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("estate", estate).put("evaluatedAt", evaluatedAt.toString()).put("baseline", baseline);
        ObjectNode counts = json.putObject("totals");
        ORDER.forEach(state -> counts.put(state.wireName(), total(state)));
        ArrayNode array = json.putArray("findings");
        findings.forEach(finding -> array.add(json(finding)));
        return json;
    }

    private static ObjectNode json(Finding finding) {
        Assessment assessment = finding.assessment();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("resourceId", finding.resource().toString());
        json.put("definition", assessment.definitionId());
        json.put("verdict", assessment.verdict().state().wireName());
        json.put("effect", assessment.effect());
        json.set("reasons", Json.reasons(assessment.verdict().reasons()));
        json.put("message", assessment.verdict().message());
        json.putArray("issues");
        json.put("severity", assessment.severity().word());
        assessment.controls().forEach(json.putArray("controls")::add);
        json.put("workloadId", finding.workload().map(ResourceId::toString).orElse(null));
        json.put("displayName", assessment.displayName());
        json.put("referenceId", assessment.referenceId());
        json.put("assignmentId", assessment.assignmentId());
        assessment.exemptionId().ifPresent(id -> json.put("exemptionId", id));
        return json;
    }
}
