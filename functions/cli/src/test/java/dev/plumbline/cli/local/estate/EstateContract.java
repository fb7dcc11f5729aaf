package dev.plumbline.cli.local.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.cli.local.arm.EmbeddedArm;
import dev.plumbline.estate.Estate;
import dev.plumbline.estate.GraphPage;
import dev.plumbline.estate.Reading;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every estate promises, over the estate that ships. */
interface EstateContract {
    String SUBSCRIPTION = "7c1e94b2-5d3a-4f86-9b07-3e6a20d8c415";
    ResourceId GROUP = ResourceId.parse("/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-ai-assist");
    ResourceId ACCOUNT = ResourceId.parse(GROUP + "/providers/Microsoft.CognitiveServices/accounts/oai-assist-prod");
    EstateFile FILE = EstateFile.read(Path.of("..", "..", "examples", "estate.json"));

    /** The estate over the resources of the example, without those of {@code notExported} types. */
    Estate estate(String... notExported);

    /** The example's resources, of which some types are said not to be exported. */
    static EstateStore store(String... notExported) {
        Set<String> types = Set.of(notExported);
        List<EstateFile.Exported> resources = FILE.resources().stream()
                .filter(each -> types.stream().noneMatch(each.id().type()::equalsIgnoreCase))
                .toList();
        Set<String> lower = new HashSet<>();
        types.forEach(type -> lower.add(type.toLowerCase(Locale.ROOT)));
        return EstateStore.of(new EstateFile(resources, FILE.graphDocuments(), lower), EmbeddedArm.ids());
    }

    @Test
    default void readsAResourceWhateverTheIdsCasing() {
        Resource account = present(estate().read(
                        ResourceId.parse("/subscriptions/" + ACCOUNT.key().substring("/subscriptions/".length()))));

        assertThat(account.id()).isEqualTo(ACCOUNT);
        assertThat(account.type()).isEqualToIgnoringCase("Microsoft.CognitiveServices/accounts");
        assertThat(account.json().at("/properties/publicNetworkAccess").asText())
                .isEqualTo("Disabled");
        assertThat(account.json().path("id").asText()).isEqualToIgnoringCase(ACCOUNT.toString());
        assertThat(account.etag()).isPresent();
        assertThat(account.apiVersion()).isNotEmpty();
    }

    @Test
    default void readsEveryResourceThatThereIs() {
        Estate estate = estate();

        assertThat(FILE.resources()).allSatisfy(each -> {
            Reading<Resource> reading = estate.read(each.id());
            if (reading instanceof Reading.Unreadable<Resource> unreadable) {
                assertThat(unreadable.reason())
                        .as("only types without a known version")
                        .contains("API version");
            } else {
                assertThat(present(reading).json().path("properties"))
                        .isEqualTo(each.json().path("properties"));
            }
        });
    }

    @Test
    default void readsGroupsAndSubscriptions() {
        assertThat(present(estate().read(GROUP)).json().path("location").asText())
                .isNotEmpty();
        assertThat(present(estate().read(ResourceId.subscription(SUBSCRIPTION)))
                        .json()
                        .path("subscriptionId")
                        .asText())
                .isEqualTo(SUBSCRIPTION);
    }

    @Test
    default void knowsWhatIsNotThere() {
        assertThat(estate().read(ResourceId.parse(ACCOUNT + "-none"))).isInstanceOf(Reading.Absent.class);
        assertThat(estate().read(ResourceId.parse(GROUP + "-none"))).isInstanceOf(Reading.Absent.class);
        assertThat(estate().children(
                                ResourceId.parse(ACCOUNT + "-none"),
                                "Microsoft.CognitiveServices/accounts/deployments"))
                .isInstanceOf(Reading.Absent.class);
    }

    @Test
    default void readsNothingOutsideItsScope() {
        ResourceId foreign =
                ResourceId.parse(ACCOUNT.toString().replace(SUBSCRIPTION, "11111111" + SUBSCRIPTION.substring(8)));

        assertThat(estate().read(foreign)).isInstanceOf(Reading.Unreadable.class);
        assertThat(estate().children(foreign, "Microsoft.CognitiveServices/accounts/deployments"))
                .isInstanceOf(Reading.Unreadable.class);
        assertThat(estate().list(foreign.subscriptionId().orElseThrow(), Optional.empty(), "Microsoft.KeyVault/vaults"))
                .isInstanceOf(Reading.Unreadable.class);
        assertThat(estate().page(Set.of(foreign.subscriptionId().orElseThrow()), Set.of(), Optional.empty())
                        .resources())
                .isEmpty();
    }

    @Test
    default void listsChildren() {
        List<Resource> deployments =
                present(estate().children(ACCOUNT, "Microsoft.CognitiveServices/accounts/deployments"));

        assertThat(ids(deployments)).isEqualTo(inFile("Microsoft.CognitiveServices/accounts/deployments", ACCOUNT));
        assertThat(deployments)
                .isNotEmpty()
                .allSatisfy(each ->
                        assertThat(each.json().path("properties").isObject()).isTrue());
        assertThat(present(estate().children(ACCOUNT, "Microsoft.CognitiveServices/accounts/capabilityHosts")))
                .isEmpty();
    }

    @Test
    default void listsChildrenThatTheirParentShows() {
        assertThat(present(
                        estate().children(ACCOUNT, "Microsoft.CognitiveServices/accounts/privateEndpointConnections")))
                .singleElement()
                .satisfies(each -> assertThat(each.json()
                                .at("/properties/privateLinkServiceConnectionState/status")
                                .asText())
                        .isEqualTo("Approved"));
    }

    @Test
    default void listsWhatIsSetOnTheResourceItself() {
        for (String type :
                List.of("Microsoft.Insights/diagnosticSettings", "Microsoft.Authorization/roleAssignments")) {
            assertThat(ids(present(estate().children(ACCOUNT, type))))
                    .as(type)
                    .isEqualTo(inFile(type, ACCOUNT))
                    .isNotEmpty();
        }
        ResourceId subscription = ResourceId.subscription(SUBSCRIPTION);
        assertThat(ids(present(estate().children(subscription, "Microsoft.Security/pricings"))))
                .isEqualTo(inFile("Microsoft.Security/pricings", subscription))
                .hasSize(8);
        assertThat(ids(present(estate().children(subscription, "Microsoft.Authorization/roleAssignments"))))
                .isEqualTo(inFile("Microsoft.Authorization/roleAssignments", subscription));
    }

    @Test
    default void listsATypeOfASubscriptionOrAGroup() {
        String type = "Microsoft.Storage/storageAccounts";

        assertThat(present(estate().list(SUBSCRIPTION, Optional.empty(), type))).hasSize(5);
        assertThat(present(estate().list(SUBSCRIPTION, Optional.of("rg-webshop"), type)))
                .isNotEmpty()
                .allSatisfy(each ->
                        assertThat(each.id().resourceGroup().orElseThrow()).isEqualToIgnoringCase("rg-webshop"));
        assertThat(present(estate().list(
                                SUBSCRIPTION, Optional.empty(), "Microsoft.CognitiveServices/accounts/deployments")))
                .hasSize(6);
        assertThat(present(estate().list(
                                SUBSCRIPTION, Optional.empty(), "Microsoft.Resources/subscriptions/resourceGroups")))
                .hasSize(7);
    }

    @Test
    default void pagesThroughWhatStandsOnItsOwn() {
        List<Resource> all = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            GraphPage page = estate().page(Set.of(SUBSCRIPTION), Set.of(), token);
            assertThat(page.resources()).hasSizeLessThanOrEqualTo(100);
            all.addAll(page.resources());
            token = page.next();
        } while (token.isPresent());

        List<String> keys = all.stream().map(each -> each.id().key()).toList();
        assertThat(keys).isSorted().doesNotHaveDuplicates();
        assertThat(keys)
                .contains(ACCOUNT.key())
                .isEqualTo(FILE.resources().stream()
                        .map(EstateFile.Exported::id)
                        .filter(EstateStore::standsAlone)
                        .map(ResourceId::key)
                        .sorted()
                        .toList());
        assertThat(all).allSatisfy(each -> {
            assertThat(each.id().isChild()).isFalse();
            assertThat(each.id().isExtension()).isFalse();
        });
    }

    @Test
    default void pagesThroughChosenTypes() {
        GraphPage page = estate().page(
                        Set.of(SUBSCRIPTION),
                        Set.of("microsoft.cognitiveservices/accounts", "microsoft.keyvault/vaults"),
                        Optional.empty());

        assertThat(page.next()).isEmpty();
        assertThat(page.resources()).hasSize(6);
    }

    @Test
    default void doesNotTakeWhatWasNotExportedForAbsent() {
        String type = "Microsoft.Insights/diagnosticSettings";
        Estate partial = estate(type);

        assertThat(partial.children(ACCOUNT, type))
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).isNotEmpty());
        assertThat(partial.read(ResourceId.parse(ACCOUNT + "/providers/" + type + "/x")))
                .isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    default void hasAzuresBuiltInRoles() {
        ResourceId owner = ResourceId.parse("/subscriptions/" + SUBSCRIPTION
                + "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635");

        assertThat(present(estate().read(owner))
                        .json()
                        .at("/properties/roleName")
                        .asText())
                .isEqualTo("Owner");
    }

    private static <T> T present(Reading<T> reading) {
        assertThat(reading).isInstanceOf(Reading.Present.class);
        return ((Reading.Present<T>) reading).value();
    }

    private static List<String> ids(List<Resource> resources) {
        return resources.stream().map(each -> each.id().key()).sorted().toList();
    }

    private static List<String> inFile(String type, ResourceId on) {
        return FILE.resources().stream()
                .map(EstateFile.Exported::id)
                .filter(id -> id.type().equalsIgnoreCase(type))
                .filter(id -> id.parent().filter(on::equals).isPresent())
                .map(ResourceId::key)
                .sorted()
                .toList();
    }
}
