package dev.plumbline.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.cli.local.estate.EstateFile;
import dev.plumbline.cli.local.estate.EstateStore;
import dev.plumbline.estate.Estate;
import dev.plumbline.estate.GraphPage;
import dev.plumbline.estate.Reading;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every estate promises, on one small estate of two subscriptions of which one is monitored. */
interface EstateContract {
    String SUBSCRIPTION = "0b5c6a1e-38d2-4b7a-9c11-000000000001";
    String FOREIGN = "0b5c6a1e-38d2-4b7a-9c11-00000000000f";
    String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-ai";
    String ACCOUNT = "Microsoft.CognitiveServices/accounts";
    String DEPLOYMENT = ACCOUNT + "/deployments";
    String CONNECTION = ACCOUNT + "/projects/connections";
    String SETTING = "Microsoft.Insights/diagnosticSettings";
    String ASSIGNMENT = "Microsoft.Authorization/roleAssignments";
    String VAULT = "Microsoft.KeyVault/vaults";
    ResourceId ONE = ResourceId.parse(GROUP + "/providers/" + ACCOUNT + "/oai-one");
    ResourceId TWO = ResourceId.parse(GROUP + "/providers/" + ACCOUNT + "/oai-two");
    Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** An estate of the given store of which {@link #SUBSCRIPTION} is monitored. */
    Estate estate(EstateStore store);

    /** The estate that most promises are tried on. */
    static EstateStore store() {
        List<String> resources = new ArrayList<>();
        resources.add(json("/subscriptions/" + SUBSCRIPTION, "Microsoft.Resources/subscriptions", "{}"));
        resources.add(json(GROUP, "Microsoft.Resources/resourceGroups", "{}"));
        resources.add(json(GROUP.replace("rg-ai", "rg-other"), "Microsoft.Resources/resourceGroups", "{}"));
        resources.add(json(ONE, ACCOUNT, "{\"publicNetworkAccess\":\"Disabled\",\"ratio\":0.10,\"nothing\":null}"));
        resources.add(json(TWO, ACCOUNT, "{}"));
        resources.add(json(ONE + "/deployments/gpt-4o", DEPLOYMENT, "{}"));
        resources.add(json(ONE + "/deployments/embed", DEPLOYMENT, "{}"));
        resources.add(json(ONE + "/projects/p", ACCOUNT + "/projects", "{}"));
        resources.add(json(ONE + "/projects/p/connections/c", CONNECTION, "{}"));
        resources.add(json(ONE + "/providers/" + SETTING + "/audit", SETTING, "{\"logs\":[]}"));
        resources.add(
                json(ONE + "/providers/" + ASSIGNMENT + "/11111111-1111-1111-1111-111111111111", ASSIGNMENT, "{}"));
        resources.add(json(
                "/subscriptions/" + SUBSCRIPTION + "/providers/" + ASSIGNMENT + "/22222222-2222-2222-2222-222222222222",
                ASSIGNMENT,
                "{}"));
        resources.add(json(GROUP.replace("rg-ai", "rg-other") + "/providers/" + VAULT + "/kv", VAULT, "{}"));
        resources.add(json("/subscriptions/" + FOREIGN, "Microsoft.Resources/subscriptions", "{}"));
        resources.add(json(
                "/subscriptions/" + FOREIGN + "/resourceGroups/rg/providers/" + ACCOUNT + "/oai-foreign",
                ACCOUNT,
                "{}"));
        return store("{\"value\":[" + String.join(",", resources) + "]}");
    }

    static EstateStore store(String file) {
        AtomicLong ids = new AtomicLong();
        return EstateStore.of(
                EstateFile.parse("estate.json", file.getBytes(StandardCharsets.UTF_8)),
                () -> new UUID(0, ids.incrementAndGet()));
    }

    static String json(Object id, String type, String properties) {
        String name = id.toString().substring(id.toString().lastIndexOf('/') + 1);
        return "{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"type\":\"" + type
                + "\",\"location\":\"westeurope\",\"properties\":" + properties + "}";
    }

    private static <T> T present(Reading<T> reading) {
        assertThat(reading).isInstanceOf(Reading.Present.class);
        return ((Reading.Present<T>) reading).value();
    }

    private static List<String> names(Reading<List<Resource>> reading) {
        return present(reading).stream().map(each -> each.id().name()).toList();
    }

    @Test
    default void readsAResourceWhole() {
        Resource read = present(estate(store()).read(ONE));
        assertThat(read.id()).isEqualTo(ONE);
        assertThat(read.type()).isEqualTo(ACCOUNT);
        assertThat(read.readAt()).isEqualTo(NOON);
        assertThat(read.apiVersion()).isNotBlank();
        assertThat(read.etag()).isPresent();
        assertThat(read.json().path("id").asText()).isEqualTo(ONE.toString());
        assertThat(read.json().path("properties").path("publicNetworkAccess").asText())
                .isEqualTo("Disabled");
        assertThat(read.json().path("properties").path("ratio").decimalValue()).isEqualByComparingTo("0.1");
        assertThat(read.json().path("properties").path("nothing").isNull()).isTrue();
    }

    @Test
    default void readsWhateverTheCaseOfTheIdAndKeepsTheCaseOfTheEstate() {
        ResourceId shouted = ResourceId.parse(ONE.toString().toUpperCase(Locale.ROOT));
        Resource read = present(estate(store()).read(shouted));
        assertThat(read.id()).isEqualTo(ONE);
        assertThat(read.id()).hasToString(ONE.toString());
    }

    @Test
    default void readsGroupsSubscriptionsChildrenAndExtensions() {
        Estate estate = estate(store());
        for (String id : List.of(
                GROUP,
                "/subscriptions/" + SUBSCRIPTION,
                ONE + "/deployments/embed",
                ONE + "/projects/p/connections/c",
                ONE + "/providers/" + SETTING + "/audit")) {
            Resource read = present(estate.read(ResourceId.parse(id)));
            assertThat(read.id()).hasToString(id);
        }
    }

    @Test
    default void tellsWhatDoesNotExist() {
        Estate estate = estate(store());
        for (String id : List.of(
                ONE + "x",
                GROUP + "-nowhere",
                GROUP + "-nowhere/providers/" + ACCOUNT + "/a",
                TWO + "/deployments/none",
                ONE + "/providers/" + SETTING + "/none")) {
            assertThat(estate.read(ResourceId.parse(id))).as(id).isEqualTo(new Reading.Absent<Resource>());
        }
        assertThat(estate.children(ResourceId.parse(ONE + "x"), DEPLOYMENT))
                .isEqualTo(new Reading.Absent<List<Resource>>());
    }

    @Test
    default void tellsNothingOfWhatIsNotMonitored() {
        Estate estate = estate(store());
        ResourceId foreign = ResourceId.parse(
                "/subscriptions/" + FOREIGN + "/resourceGroups/rg/providers/" + ACCOUNT + "/oai-foreign");
        assertThat(estate.read(foreign)).isInstanceOf(Reading.Unreadable.class);
        assertThat(estate.children(foreign, DEPLOYMENT)).isInstanceOf(Reading.Unreadable.class);
        assertThat(estate.list(FOREIGN, Optional.empty(), ACCOUNT)).isInstanceOf(Reading.Unreadable.class);
        assertThat(estate.read(ResourceId.parse("/tenants/" + FOREIGN))).isInstanceOf(Reading.Unreadable.class);
        assertThat(estate.page(Set.of(FOREIGN), Set.of(), Optional.empty()).resources())
                .isEmpty();
        assertThat(estate.page(Set.of(FOREIGN, SUBSCRIPTION), Set.of(ACCOUNT), Optional.empty())
                        .resources())
                .hasSize(2);
    }

    @Test
    default void listsChildrenOfOneParent() {
        Estate estate = estate(store());
        assertThat(names(estate.children(ONE, DEPLOYMENT))).containsExactlyInAnyOrder("gpt-4o", "embed");
        assertThat(names(estate.children(TWO, DEPLOYMENT))).isEmpty();
        assertThat(names(estate.children(ONE, CONNECTION)))
                .as("two levels down")
                .containsExactly("c");
    }

    @Test
    default void listsTheExtensionsSetOnTheResourceItself() {
        Estate estate = estate(store());
        assertThat(names(estate.children(ONE, SETTING))).containsExactly("audit");
        assertThat(names(estate.children(TWO, SETTING))).isEmpty();
        assertThat(names(estate.children(ONE, ASSIGNMENT)))
                .as("without those of the subscription")
                .containsExactly("11111111-1111-1111-1111-111111111111");
        assertThat(names(estate.children(ResourceId.subscription(SUBSCRIPTION), ASSIGNMENT)))
                .as("without those of the resource")
                .containsExactly("22222222-2222-2222-2222-222222222222");
    }

    @Test
    default void listsASubscriptionAndAGroup() {
        Estate estate = estate(store());
        assertThat(names(estate.list(SUBSCRIPTION, Optional.empty(), ACCOUNT)))
                .containsExactlyInAnyOrder("oai-one", "oai-two");
        assertThat(names(estate.list(SUBSCRIPTION, Optional.of("RG-AI"), ACCOUNT)))
                .hasSize(2);
        assertThat(names(estate.list(SUBSCRIPTION, Optional.of("rg-other"), ACCOUNT)))
                .isEmpty();
        assertThat(names(estate.list(SUBSCRIPTION, Optional.empty(), DEPLOYMENT)))
                .containsExactlyInAnyOrder("gpt-4o", "embed");
        assertThat(names(estate.list(
                        SUBSCRIPTION, Optional.empty(), "Microsoft.Resources/subscriptions/resourceGroups")))
                .containsExactlyInAnyOrder("rg-ai", "rg-other");
    }

    @Test
    default void cannotTellWhatWasNotExported() {
        Estate estate = estate(store("{\"value\":["
                + json("/subscriptions/" + SUBSCRIPTION, "Microsoft.Resources/subscriptions", "{}") + ","
                + json(GROUP, "Microsoft.Resources/resourceGroups", "{}") + "," + json(ONE, ACCOUNT, "{}")
                + "],\"notExported\":[\"" + SETTING.toLowerCase(Locale.ROOT) + "\"]}"));
        assertThat(estate.children(ONE, SETTING)).isInstanceOf(Reading.Unreadable.class);
        assertThat(estate.read(ResourceId.parse(ONE + "/providers/" + SETTING + "/audit")))
                .isInstanceOf(Reading.Unreadable.class);
        assertThat(names(estate.children(ONE, DEPLOYMENT))).isEmpty();
    }

    @Test
    default void pagesThroughWhatStandsOnItsOwnInAStableOrder() {
        List<String> resources = new ArrayList<>();
        for (int n = 0; n < 230; n++) {
            resources.add(json(GROUP + "/providers/" + ACCOUNT + "/oai-" + n, ACCOUNT, "{\"number\":" + n + "}"));
        }
        resources.add(json(GROUP, "Microsoft.Resources/resourceGroups", "{}"));
        resources.add(json(GROUP + "/providers/" + ACCOUNT + "/oai-0/deployments/d", DEPLOYMENT, "{}"));
        resources.add(json(GROUP + "/providers/" + VAULT + "/kv", VAULT, "{}"));
        Estate estate = estate(store("{\"value\":[" + String.join(",", resources) + "]}"));

        List<Resource> accounts = all(estate, Set.of(ACCOUNT.toUpperCase(Locale.ROOT)));
        assertThat(accounts)
                .hasSize(230)
                .extracting(Resource::id)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(accounts.get(0).json().path("properties").has("number")).isTrue();
        assertThat(all(estate, Set.of(ACCOUNT, VAULT))).hasSize(231);
        assertThat(all(estate, Set.of()))
                .extracting(Resource::type)
                .contains(ACCOUNT, VAULT)
                .doesNotContain(DEPLOYMENT);
        assertThat(all(estate, Set.of("Microsoft.Odd/things"))).isEmpty();
    }

    private static List<Resource> all(Estate estate, Set<String> types) {
        List<Resource> all = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            GraphPage page = estate.page(Set.of(SUBSCRIPTION), types, token);
            assertThat(page.resources().size()).isLessThanOrEqualTo(100);
            all.addAll(page.resources());
            token = page.next();
        } while (token.isPresent());
        return all;
    }
}
