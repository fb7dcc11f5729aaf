package dev.plumbline.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.RandomCounts.Made;
import dev.plumbline.policy.RandomCounts.Place;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the engine remembers, shares and leaves out, counts come to what somebody finds who remembers nothing. */
class CountLawsTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int RULES = 800;
    private static final int RESOURCES = 4;

    /** Empty if the condition has more counts than a rule may have. */
    private static Optional<BoundDefinition> rule(ObjectNode condition) {
        ObjectNode definition = JSON.objectNode();
        definition.set("if", condition);
        definition.putObject("then").put("effect", "audit");
        Compiled<BoundDefinition> compiled = Definition.compile(
                        Document.parse("made", definition.toString()).orElseThrow(), AliasCatalogue.none())
                .then(read -> read.bind(Binding.defaults()));
        assertThat(compiled.issues()).allMatch(issue -> issue.message().contains("of these counts (limit"));
        return compiled.issues().isEmpty() ? Optional.of(compiled.orElseThrow()) : Optional.empty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRuleHoldsWhereItsMeaningDoes(long seed) {
        RandomCounts random = new RandomCounts(seed);
        int held = 0;
        int made = 0;
        while (made < RULES) {
            Made condition = random.condition();
            Optional<BoundDefinition> rule = rule(condition.json());
            made += rule.isPresent() ? 1 : 0;
            for (int j = 0; j < RESOURCES && rule.isPresent(); j++) {
                JsonNode resource = random.resource();
                boolean holds = condition.meaning().holds(new Place(resource, Map.of()));
                held += holds ? 1 : 0;
                assertThat(rule.get()
                                .evaluate(PreparedResource.of(resource), Policies.world())
                                .state())
                        .as("%s on %s", condition.json(), resource)
                        .isEqualTo(holds ? State.NON_COMPLIANT : State.COMPLIANT);
            }
        }
        assertThat(held).isBetween(RULES * RESOURCES / 10, RULES * RESOURCES * 9 / 10);
    }

    /** A reason at an array as a whole tells the number; where none does, elements are named. */
    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void theNumberThatAReasonTellsIsRight(long seed) {
        RandomCounts random = new RandomCounts(seed);
        int told = 0;
        for (int i = 0; i < RULES; i++) {
            Made where = random.ofElement();
            int wanted = random.below(3);
            String operator = random.operator();
            ObjectNode count = JSON.objectNode();
            ObjectNode members = count.putObject("count").put("field", "list[*]");
            members.set("where", where.json());
            count.put(operator, wanted);
            ObjectNode denied = JSON.objectNode();
            denied.set("not", count);
            JsonNode resource = random.resource();
            int number = RandomCounts.number(
                    resource.path("list"), "list[*]", where.meaning(), new Place(resource, Map.of()));
            boolean holds = RandomCounts.OPERATORS.get(operator).test(IntNode.valueOf(number), IntNode.valueOf(wanted));
            List<Reason> reasons = rule(holds ? count : denied)
                    .orElseThrow()
                    .evaluate(PreparedResource.of(resource), Policies.world())
                    .reasons();
            assertThat(reasons).as("%s on %s", count, resource).isNotEmpty();
            List<Integer> numbers = reasons.stream()
                    .filter(reason ->
                            reason.path().equals("list[*]") && reason.actual().isInt())
                    .map(reason -> reason.actual().intValue())
                    .toList();
            told += numbers.size();
            assertThat(numbers).as("%s on %s", count, resource).allMatch(each -> each == number);
            if (number == 0) {
                assertThat(numbers).as("%s on %s", count, resource).isNotEmpty();
            }
        }
        assertThat(told).isGreaterThan(RULES / 10);
    }
}
