package dev.plumbline.policy.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Binding;
import dev.plumbline.policy.BoundDefinition;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.GuardResult;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.PlannedOperation;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.Reason;
import dev.plumbline.policy.Verdict;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.Assessment;
import dev.plumbline.policy.baseline.AssignedRule;
import dev.plumbline.policy.baseline.Baseline;
import dev.plumbline.policy.value.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs the cases of suites: compiles the rule once, judges each case's resource, and says what came out otherwise.
 *
 * <p>With a baseline, a case is judged as the baseline's assignments, exemptions and attestations have it, where they put the
 * rule to use on the case's resource; parameters that the case gives come first.
 */
public final class SuiteRunner {
    private final AliasCatalogue aliases;
    private final List<AssignedRule> assigned;

    /** A runner that judges by the rule alone. */
    public SuiteRunner(AliasCatalogue aliases) {
        this.aliases = aliases;
        this.assigned = List.of();
    }

    /** A runner that judges by a baseline. */
    public SuiteRunner(AliasCatalogue aliases, Baseline baseline) {
        this.aliases = aliases;
        this.assigned = baseline.rules();
    }

    /** Runs every case; a rule that does not compile gives its issues instead. */
    public Compiled<List<SuiteResult>> run(Suite suite) {
        return Definition.compile(suite.rule(), aliases).then(definition -> {
            List<AssignedRule> rules = assigned.stream()
                    .filter(rule -> rule.definitionName().equalsIgnoreCase(definition.name()))
                    .toList();
            List<SuiteResult> results = new ArrayList<>();
            for (SuiteCase each : suite.cases()) {
                results.add(new SuiteResult(suite.where(), each.name(), differences(definition, rules, each)));
            }
            return Compiled.of(results);
        });
    }

    private static List<SuiteResult.Difference> differences(
            Definition definition, List<AssignedRule> rules, SuiteCase each) {
        Compiled<BoundDefinition> own = definition.bind(Binding.of(each.parameters()));
        if (own.value().isEmpty()) {
            return own.issues().stream()
                    .map(Issue::message)
                    .map(message -> SuiteResult.Difference.of("parameters", "values that the rule accepts", message))
                    .toList();
        }
        PreparedResource resource = PreparedResource.of(each.resource(), each.apiVersion());
        SuiteWorld world = new SuiteWorld(each);
        List<SuiteResult.Difference> differences = new ArrayList<>();
        boolean judged = false;
        for (AssignedRule rule : rules) {
            if (rule.covers(resource, world)) {
                BoundDefinition bound = each.parameters().isEmpty()
                        ? rule.boundFor(resource, world).orElse(own.value().get())
                        : own.value().get();
                Assessment assessment = each.parameters().isEmpty()
                        ? rule.assess(resource, world)
                        : rule.assess(bound, resource, world);
                differences.addAll(
                        new Comparing(each.expectation()).differences(bound, assessment.verdict(), resource, world));
                judged = true;
            }
        }
        if (!judged) {
            Verdict verdict = own.value().get().evaluate(resource, world);
            differences.addAll(
                    new Comparing(each.expectation()).differences(own.value().get(), verdict, resource, world));
        }
        return differences;
    }

    /** Holds one outcome against one expectation. */
    private static final class Comparing {
        private final Expectation expected;
        private final List<SuiteResult.Difference> differences = new ArrayList<>();

        private Comparing(Expectation expected) {
            this.expected = expected;
        }

        private List<SuiteResult.Difference> differences(
                BoundDefinition bound, Verdict verdict, PreparedResource resource, SuiteWorld world) {
            if (verdict.state() != expected.verdict()) {
                String why = verdict.message().isEmpty() ? "" : " (" + verdict.message() + ")";
                List<String> actual = new ArrayList<>(List.of(verdict.state().wireName() + why));
                verdict.reasons().forEach(reason -> actual.add(said(reason)));
                differ("verdict", List.of(expected.verdict().wireName()), actual);
            }
            expected.effect()
                    .filter(effect -> !effect.equalsIgnoreCase(bound.effect()))
                    .ifPresent(effect -> differ("effect", effect, bound.effect()));
            List<String> paths = verdict.reasons().stream().map(Reason::path).toList();
            expected.reasons()
                    .filter(reasons -> !reasons.equals(paths))
                    .ifPresent(reasons -> differ("reasons", reasons, paths));
            expected.message()
                    .filter(part -> !folded(verdict.message()).contains(folded(part)))
                    .ifPresent(part -> differ("message", "… " + part + " …", verdict.message()));
            if (!expected.guards().isEmpty()) {
                compareGuards(bound.guards(resource, world));
            }
            expected.operations()
                    .ifPresent(operations -> compareOperations(operations, bound.operations(resource, world)));
            return differences;
        }

        private void compareGuards(List<GuardResult> guards) {
            for (Map.Entry<String, GuardResult.Holds> guard : expected.guards().entrySet()) {
                String actual = guards.stream()
                        .filter(result -> result.name().equals(guard.getKey()))
                        .map(result -> folded(result.holds().name()))
                        .findFirst()
                        .orElse("no such guard");
                if (!actual.equals(folded(guard.getValue().name()))) {
                    differ(
                            "guard `" + guard.getKey() + "`",
                            folded(guard.getValue().name()),
                            actual);
                }
            }
        }

        private void compareOperations(List<Expectation.Operation> operations, List<PlannedOperation> planned) {
            List<PlannedOperation> due = planned.stream()
                    .filter(operation -> operation.condition() == GuardResult.Holds.TRUE)
                    .toList();
            boolean same = operations.size() == due.size();
            for (int i = 0; same && i < due.size(); i++) {
                same = same(operations.get(i), due.get(i));
            }
            if (!same) {
                differ(
                        "operations",
                        operations.stream()
                                .map(each -> text(each.operation(), each.field(), each.value()))
                                .toList(),
                        due.stream()
                                .map(each -> text(each.operation(), each.field(), each.value()))
                                .toList());
            }
        }

        private static boolean same(Expectation.Operation expected, PlannedOperation planned) {
            return expected.operation().equals(planned.operation())
                    && expected.field().equalsIgnoreCase(planned.field())
                    && (expected.value().equals(planned.value())
                            || (!expected.value().isTextual() && Comparison.equal(expected.value(), planned.value())));
        }

        private void differ(String what, List<String> wanted, List<String> actual) {
            differences.add(new SuiteResult.Difference(what, wanted, actual));
        }

        private void differ(String what, String wanted, String actual) {
            differences.add(SuiteResult.Difference.of(what, wanted, actual));
        }

        private static String text(String operation, String field, JsonNode value) {
            return operation + " " + field + (value.isMissingNode() ? "" : " = " + value);
        }

        private static String said(Reason reason) {
            return reason.path() + ' ' + reason.operator() + ' ' + reason.expected() + ", is " + reason.actual();
        }

        private static String folded(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }
}
