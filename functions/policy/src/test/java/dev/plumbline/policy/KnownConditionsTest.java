package dev.plumbline.policy;

import static dev.plumbline.policy.Policies.audit;
import static dev.plumbline.policy.Policies.bound;
import static dev.plumbline.policy.Policies.resource;
import static dev.plumbline.policy.Policies.world;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of conditions beforehand changes no verdict. */
class KnownConditionsTest {

    private static final String STORAGE =
            "{'type': 'Microsoft.Storage/storageAccounts', 'name': 's', 'kind': 'StorageV2', 'location': 'westeurope'}";

    private static final String TYPE = "{'field': 'type', 'equals': 'microsoft.storage/STORAGEACCOUNTS'}";

    @Test
    void aTypeThatIsKnownNeedNotBeAskedForAgainButOthersAre() {
        String types = "{'anyOf': [" + TYPE + ", {'field': 'type', 'equals': 'A/b'}]}";
        for (String condition : List.of(TYPE, "{'allOf': [" + TYPE + ", {'field': 'kind', 'equals': 'k'}]}", types)) {
            BoundDefinition rule = bound("{'if': " + condition + ", 'then': {'effect': 'audit'}}");
            boolean ofKind = condition.contains("kind");
            assertThat(rule.evaluate(resource(STORAGE), new Asked()).state())
                    .isEqualTo(ofKind ? State.NOT_APPLICABLE : State.NON_COMPLIANT);
            assertThat(rule.evaluate(resource("{'type': 'A/b'}"), new Asked()).state())
                    .isEqualTo(condition.equals(types) ? State.NON_COMPLIANT : State.NOT_APPLICABLE);
        }
        BoundDefinition two = bound(
                "{'if': {'allOf': [" + TYPE + ", {'field': 'type', 'equals': 'A/b'}]}, 'then': {'effect': 'audit'}}");
        assertThat(two.evaluate(resource(STORAGE), new Asked()).state()).isEqualTo(State.NOT_APPLICABLE);
        BoundDefinition other = bound("{'if': {'allOf': [" + TYPE + ", {'field': 'type', 'notEquals': '"
                + resource(STORAGE).type() + "'}]}, 'then': {'effect': 'audit'}}");
        assertThat(other.evaluate(resource(STORAGE), new Asked()).state()).isEqualTo(State.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[int(`x`)]", "[int(if(true(), `none is named`, `1`))]", "[div(1, 0)]"})
    void aConditionThatAlwaysFailsLeavesOpenWhatItMattersTo(String failing) {
        String fails = "{'value': '" + failing + "', 'equals': 0}";
        String never = "{'count': {'value': [], 'where': {'field': 'x', 'equals': 1}}, 'greater': 0}";
        String top = "{'allOf': [" + TYPE + ", {'anyOf': [" + never + ", {'value': 1, 'equals': 2}, " + fails + "]}]}";
        assertThat(audit(top).evaluate(resource(STORAGE), world()).state()).isEqualTo(State.UNKNOWN);
        assertThat(audit(top).evaluate(resource("{'type': 'A/b'}"), world()).state())
                .isEqualTo(State.NOT_APPLICABLE);
        String kind = "{'field': 'kind', 'equals': 'BlobStorage'}";
        String some =
                "{'anyOf': [{'allOf': [" + kind + ", " + fails + "]}, {'field': 'location', 'equals': 'westeurope'}]}";
        assertThat(audit(some).evaluate(resource(STORAGE), world()).state()).isEqualTo(State.NON_COMPLIANT);
        assertThat(audit(some)
                        .evaluate(resource(STORAGE.replace("StorageV2", "BlobStorage")), world())
                        .state())
                .isEqualTo(State.UNKNOWN);
        String settled = "{'allOf': [{'field': 'location', 'equals': 'x'}, " + fails + "]}";
        assertThat(audit(settled).evaluate(resource(STORAGE), world()).state()).isEqualTo(State.COMPLIANT);
    }

    /** As Azure has it: a condition that is no condition on type, name or kind counts as true. */
    @Test
    void aConstantSaysNothingOfWhetherARuleApplies() {
        String never = "{'value': 1, 'equals': 2}";
        String either = "{'anyOf': [" + TYPE + ", " + never + "]}";
        assertThat(audit(either).evaluate(resource("{'type': 'A/b'}"), world()).state())
                .isEqualTo(State.COMPLIANT);
        assertThat(audit("{'allOf': [" + TYPE + ", {'not': {'allOf': [{'value': 1, 'equals': 1}]}}]}")
                        .evaluate(resource(STORAGE), world())
                        .state())
                .isEqualTo(State.COMPLIANT);
        assertThat(audit("{'anyOf': [" + never + ", " + never + "]}")
                        .evaluate(resource(STORAGE), world())
                        .state())
                .isEqualTo(State.COMPLIANT);
        assertThat(audit("{'allOf': [{'value': 1, 'equals': 1}]}")
                        .evaluate(resource(STORAGE), world())
                        .state())
                .isEqualTo(State.NON_COMPLIANT);
    }

    @Test
    void whereNothingWouldDoTheRulesOwnReasonsAreGiven() {
        String then =
                ", 'then': {'effect': 'auditIfNotExists', 'details': {'type': 'A/b', 'existenceCondition': {'anyOf': [{'value': false, 'equals': true}]}}}}";
        String location = "{'allOf': [" + TYPE + ", {'field': 'location', 'equals': 'westeurope'}]}";
        assertThat(bound("{'if': " + location + then)
                        .evaluate(resource(STORAGE), world("{'type': 'A/b'}"))
                        .reasons())
                .extracting(Reason::path)
                .containsExactly("location");
    }

    @Test
    void nothingIsInAnEmptyListWhateverCanBeRead() {
        String notIn = "{'field': '%s', 'notIn': []}";
        for (String field : List.of("location", "missing", "tags[*]", "list[*]")) {
            assertThat(audit("{'allOf': [" + TYPE + ", " + notIn.formatted(field) + "]}")
                            .evaluate(resource(STORAGE), world())
                            .state())
                    .as(field)
                    .isEqualTo(State.NON_COMPLIANT);
        }
        assertThat(audit("{'allOf': [" + TYPE + ", {'field': 'location', 'in': []}]}")
                        .evaluate(resource(STORAGE), world())
                        .state())
                .isEqualTo(State.COMPLIANT);
        BoundDefinition counted = audit("{'allOf': [" + TYPE
                + ", {'count': {'field': 'list[*]', 'where': {'allOf': [{'field': 'list[*].a', 'exists': true}, "
                + notIn.formatted("list[*].a") + "]}}, 'greater': 1}]}");
        assertThat(counted.evaluate(
                                resource(STORAGE.replace("}", ", 'list': [{'a': 1}, {}, {'a': null}, {'a': 'x'}]}")),
                                world())
                        .reasons())
                .extracting(Reason::path)
                .as("a condition that is always true still says of what")
                .containsExactly("list[0].a", "list[0].a", "list[3].a", "list[3].a");
    }
}
