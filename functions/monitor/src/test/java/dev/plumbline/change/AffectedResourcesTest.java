package dev.plumbline.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.change.AffectedResources.Subject;
import dev.plumbline.estate.Edge;
import dev.plumbline.estate.Links;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.policy.baseline.TriggerIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AffectedResourcesTest {
    private static final String SUBSCRIPTION = "/subscriptions/s";
    private static final String GROUP = SUBSCRIPTION + "/resourceGroups/g";
    private static final String NETWORK = GROUP + "/providers/Microsoft.Network/virtualNetworks/v";
    private static final String SUBNET = NETWORK + "/subnets/a";
    private static final String ROUTES = GROUP + "/providers/Microsoft.Network/routeTables/r";
    private static final String RULES = GROUP + "/providers/Microsoft.Network/networkSecurityGroups/n";
    private static final String STORAGE = GROUP + "/providers/Microsoft.Storage/storageAccounts/st";
    private static final String ACCOUNT = GROUP + "/providers/Microsoft.CognitiveServices/accounts/a";

    private static final TriggerIndex INDEX = new TriggerIndex(
            Set.of(
                    "microsoft.resources/subscriptions",
                    "microsoft.cognitiveservices/accounts",
                    "microsoft.network/networksecuritygroups",
                    "microsoft.network/virtualnetworks/subnets",
                    "microsoft.storage/storageaccounts",
                    "microsoft.storage/storageaccounts/blobservices"),
            false,
            Map.of(
                    "microsoft.network/routetables", Set.of("microsoft.network/virtualnetworks/subnets"),
                    "microsoft.network/networksecuritygroups", Set.of("microsoft.network/virtualnetworks/subnets"),
                    "microsoft.authorization/roleeligibilityscheduleinstances",
                            Set.of("microsoft.resources/subscriptions")),
            Map.of(),
            Map.of());

    private final List<Edge> edges = new ArrayList<>();
    private final List<String> estate = new ArrayList<>(List.of(SUBNET, STORAGE + "/blobServices/default"));

    private final AffectedResources affected = new AffectedResources(INDEX, links(), listing());

    @Test
    void aChildOfWhatIsJudgedMattersToIt() {
        assertThat(of(RULES + "/securityRules/ssh")).contains(RULES);
        assertThat(of(STORAGE + "/blobServices/default/containers/c"))
                .contains(STORAGE, STORAGE + "/blobServices/default");
        assertThat(affected.concerns(ResourceId.parse(GROUP + "/providers/Microsoft.Web/sites/w/slots/s")))
                .isFalse();
    }

    @Test
    void aPartOfADocumentChangesTheWholeForItsReaders() {
        edges.add(new Edge(ResourceId.parse(SUBNET), ResourceId.parse(ROUTES), Edge.Kind.REFERENCE, "p"));
        assertThat(of(ROUTES + "/routes/default")).containsExactly(SUBNET);
        assertThat(of(ROUTES)).containsExactly(SUBNET);
    }

    @Test
    void aWholeDocumentChangesTheJudgedPartsThatItHolds() {
        estate.add(GROUP + "/providers/Microsoft.Network/virtualNetworks/other/subnets/b");
        assertThat(of(NETWORK)).containsExactly(SUBNET);
        assertThat(of(STORAGE)).containsExactly(STORAGE, STORAGE + "/blobServices/default");
        assertThat(affected.of(new Subject(ResourceId.parse(NETWORK), true, true, Set.of())))
                .as("gone with it, as the edges say")
                .isEmpty();
    }

    @Test
    void whatNamesAResourceThatIsGoneIsLookedAtAgain() {
        edges.add(new Edge(ResourceId.parse(ACCOUNT), ResourceId.parse(SUBNET), Edge.Kind.REFERENCE, "p"));
        assertThat(of(SUBNET)).doesNotContain(ACCOUNT);
        assertThat(affected.of(new Subject(ResourceId.parse(SUBNET), true, true, Set.of())))
                .contains(ResourceId.parse(ACCOUNT));
    }

    @Test
    void whatNamesItByAnAddressIsLookedAtToo() {
        ResourceId host = ResourceId.parse("/hosts/net.example.org");
        Edge address = new Edge(ResourceId.parse(NETWORK), host, Edge.Kind.ADDRESS, "p");
        edges.add(new Edge(ResourceId.parse(ACCOUNT), host, Edge.Kind.REFERENCE, "p"));
        assertThat(affected.of(new Subject(ResourceId.parse(NETWORK), true, true, Set.of())))
                .doesNotContain(ResourceId.parse(ACCOUNT));
        assertThat(affected.of(new Subject(ResourceId.parse(NETWORK), true, true, Set.of(address))))
                .contains(ResourceId.parse(ACCOUNT));
    }

    @Test
    void aWorkloadThatChangesIsToldToWhatItNamesAndToWhatNamesItNotToWhatAnswersAtTheSameHost() {
        Set<String> readers = Set.of("microsoft.cognitiveservices/accounts", "microsoft.storage/storageaccounts");
        AffectedResources looking = new AffectedResources(
                new TriggerIndex(
                        readers,
                        false,
                        Map.of("microsoft.cognitiveservices/accounts", readers),
                        Map.of("microsoft.cognitiveservices/accounts", readers),
                        Map.of()),
                links(),
                listing());
        ResourceId account = ResourceId.parse(ACCOUNT);
        ResourceId twin = ResourceId.parse(ACCOUNT + "2");
        ResourceId friend = ResourceId.parse(ACCOUNT + "3");
        ResourceId host = ResourceId.parse("/hosts/a.openai.azure.com");
        Edge own = new Edge(account, host, Edge.Kind.ADDRESS, "p");
        Edge named = new Edge(account, ResourceId.parse(STORAGE), Edge.Kind.REFERENCE, "p");
        edges.addAll(List.of(
                own,
                named,
                new Edge(twin, host, Edge.Kind.ADDRESS, "p"),
                new Edge(friend, host, Edge.Kind.REFERENCE, "p")));
        assertThat(looking.of(new Subject(account, false, true, Set.of(own, named))))
                .containsExactlyInAnyOrder(account, ResourceId.parse(STORAGE), friend);
    }

    @Test
    void tagsAreAMemberOfWhatTheyAreSetOn() {
        assertThat(of(ACCOUNT + "/providers/Microsoft.Resources/tags/default")).containsExactly(ACCOUNT);
        assertThat(of(SUBSCRIPTION + "/providers/Microsoft.Resources/tags/default"))
                .containsExactly(SUBSCRIPTION);
    }

    @Test
    void aRequestForARoleChangesWhoHoldsIt() {
        String request = "/providers/Microsoft.Authorization/roleEligibilityScheduleRequests/1";
        assertThat(of(GROUP + request)).containsExactly(SUBSCRIPTION);
        assertThat(of(ACCOUNT + request)).containsExactly(SUBSCRIPTION);
    }

    private List<String> of(String id) {
        ResourceId subject = ResourceId.parse(id);
        assertThat(affected.concerns(subject)).as(id).isTrue();
        return affected.of(new Subject(subject, false, true, Set.of())).stream()
                .map(ResourceId::toString)
                .toList();
    }

    private Links links() {
        return new Links() {
            @Override
            public Set<Edge> from(ResourceId id) {
                return edges.stream().filter(edge -> edge.from().equals(id)).collect(Collectors.toSet());
            }

            @Override
            public Set<Edge> to(ResourceId id) {
                return edges.stream().filter(edge -> edge.to().equals(id)).collect(Collectors.toSet());
            }
        };
    }

    private AffectedResources.Listing listing() {
        return new AffectedResources.Listing() {
            @Override
            public Collection<ResourceId> children(ResourceId parent, String type) {
                return ids(type).filter(id -> id.isWithin(parent)).toList();
            }

            @Override
            public Collection<ResourceId> list(String subscriptionId, String type) {
                return ids(type).toList();
            }

            @Override
            public Collection<ResourceId> everywhere(String type) {
                return ids(type).toList();
            }

            private Stream<ResourceId> ids(String type) {
                return estate.stream()
                        .map(ResourceId::parse)
                        .filter(id -> id.type().equalsIgnoreCase(type));
            }
        };
    }
}
