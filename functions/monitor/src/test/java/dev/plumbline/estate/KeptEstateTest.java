package dev.plumbline.estate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeptEstateTest {
    private static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
    private static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg/providers/";
    private static final ResourceId ACCOUNT = ResourceId.parse(GROUP + "Microsoft.CognitiveServices/accounts/a");
    private static final ResourceId OTHER = ResourceId.parse(GROUP + "Microsoft.CognitiveServices/accounts/b");
    private static final ResourceId ALERT = ResourceId.parse(GROUP + "Microsoft.Insights/metricAlerts/m");
    private static final String ACCOUNTS = "Microsoft.CognitiveServices/accounts";
    private static final String ALERTS = "microsoft.insights/metricalerts";
    private static final String DEPLOYMENTS = ACCOUNTS + "/deployments";
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private final List<String> asked = new ArrayList<>();
    private Instant now = Instant.parse("2026-02-01T00:00:00Z");
    private Runnable whileAsking = () -> {};
    private final KeptEstate kept = new KeptEstate(new Asked(), () -> now);

    @Test
    void whatWasAskedForServesTheNextAsLongAsItIsNewEnough() {
        kept.since(LONG_AGO).list(SUBSCRIPTION, Optional.empty(), ALERTS);
        later();
        KeptEstate.Look next = kept.around(ACCOUNT, LONG_AGO);
        next.list(SUBSCRIPTION.toUpperCase(Locale.ROOT), Optional.empty(), "Microsoft.Insights/metricAlerts");
        assertThat(asked).hasSize(1);
        assertThat(next.old()).isTrue();
        KeptEstate.Look strict = kept.since(now);
        strict.list(SUBSCRIPTION, Optional.empty(), ALERTS);
        assertThat(asked).hasSize(2);
        assertThat(strict.old()).isFalse();
    }

    @Test
    void whatBelongsToTheJudgedResourceIsAlwaysAskedAnew() {
        kept.since(LONG_AGO).children(ACCOUNT, DEPLOYMENTS);
        kept.since(LONG_AGO).children(OTHER, DEPLOYMENTS);
        later();
        KeptEstate.Look look = kept.around(ACCOUNT.child("deployments", "d"), LONG_AGO);
        look.children(ACCOUNT, DEPLOYMENTS);
        assertThat(look.old()).isFalse();
        look.children(OTHER, DEPLOYMENTS);
        assertThat(look.old()).isTrue();
        assertThat(asked).hasSize(3);
    }

    @Test
    void anEventMakesWhatItTellsOfForgotten() {
        KeptEstate.Look look = kept.since(LONG_AGO);
        look.list(SUBSCRIPTION, Optional.empty(), ALERTS);
        look.list(SUBSCRIPTION, Optional.of("rg"), ALERTS);
        look.read(ALERT);
        look.children(OTHER, DEPLOYMENTS);
        kept.forget(ALERT, List.of(ALERTS), false);
        kept.forget(OTHER.child("deployments", "d"), List.of(DEPLOYMENTS), false);
        asked.clear();
        later();
        look.list(SUBSCRIPTION, Optional.empty(), ALERTS);
        look.list(SUBSCRIPTION, Optional.of("rg"), ALERTS);
        look.read(ALERT);
        look.children(OTHER, DEPLOYMENTS);
        assertThat(asked).hasSize(4);
    }

    @Test
    void aListOfWorkloadsOutlivesTheirSettingsButNotTheirNumber() {
        KeptEstate.Look look = kept.since(LONG_AGO);
        look.list(SUBSCRIPTION, Optional.empty(), ACCOUNTS);
        later();
        kept.forget(ACCOUNT, List.of(ACCOUNTS), false);
        look.list(SUBSCRIPTION, Optional.empty(), ACCOUNTS);
        assertThat(asked).hasSize(1);
        kept.forget(ACCOUNT, List.of(ACCOUNTS), true);
        later();
        look.list(SUBSCRIPTION, Optional.empty(), ACCOUNTS);
        kept.forget(OTHER, List.of(ACCOUNTS), false);
        later();
        look.list(SUBSCRIPTION, Optional.empty(), ACCOUNTS);
        assertThat(asked).hasSize(3);
    }

    @Test
    void anAnswerToWhatWasAskedBeforeTheEventIsNotKept() {
        KeptEstate.Look look = kept.since(LONG_AGO);
        whileAsking = () -> {
            later();
            kept.forget(ALERT, List.of(ALERTS), false);
        };
        look.list(SUBSCRIPTION, Optional.empty(), ALERTS);
        whileAsking = () -> {};
        later();
        look.list(SUBSCRIPTION, Optional.empty(), ALERTS);
        look.list(SUBSCRIPTION, Optional.empty(), ALERTS);
        assertThat(asked).hasSize(2);
    }

    private void later() {
        now = now.plus(Duration.ofSeconds(1));
    }

    private final class Asked implements Estate {
        @Override
        public Reading<Resource> read(ResourceId id) {
            return answer("read " + id, new Reading.Absent<>());
        }

        @Override
        public Reading<List<Resource>> children(ResourceId parent, String type) {
            return answer("children " + parent + type, new Reading.Absent<>());
        }

        @Override
        public Reading<List<Resource>> list(String subscriptionId, Optional<String> resourceGroup, String type) {
            Resource account = new Resource(ACCOUNT, JsonNodeFactory.instance.objectNode(), "", Optional.empty(), now);
            return answer("list " + type, new Reading.Present<>(List.of(account)));
        }

        @Override
        public GraphPage page(Set<String> subscriptions, Set<String> types, Optional<String> skipToken) {
            return answer("page", new GraphPage(List.of(), Optional.empty()));
        }

        @Override
        public Reading<JsonNode> directory(String path) {
            return answer("directory " + path, new Reading.Unreadable<>("no"));
        }

        private <T> T answer(String question, T answer) {
            asked.add(question);
            whileAsking.run();
            return answer;
        }
    }
}
