package dev.plumbline.estate.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.exception.ClientAuthenticationException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.azure.ScriptedTransport;
import dev.plumbline.azure.ScriptedTransport.Answer;
import dev.plumbline.azure.ScriptedTransport.Call;
import dev.plumbline.estate.GraphPage;
import dev.plumbline.estate.Reading;
import dev.plumbline.estate.Resource;
import dev.plumbline.estate.ResourceId;
import dev.plumbline.estate.Scope;
import dev.plumbline.estate.TransientFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** The protocol of Azure Resource Manager and Resource Graph, on the real pipeline and a scripted transport. */
class ArmEstateTest {
    private static final String SUBSCRIPTION = "0b5c6a1e-38d2-4b7a-9c11-000000000001";
    private static final String FOREIGN = "0b5c6a1e-38d2-4b7a-9c11-00000000000f";
    private static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-ai";
    private static final String ACCOUNT = "Microsoft.CognitiveServices/accounts";
    private static final String DEPLOYMENT = ACCOUNT + "/deployments";
    private static final String SETTING = "Microsoft.Insights/diagnosticSettings";
    private static final String ASSIGNMENT = "Microsoft.Authorization/roleAssignments";
    private static final String FLOW_LOG = "Microsoft.Network/networkWatchers/flowLogs";
    private static final String RESOURCE_GROUP = "Microsoft.Resources/subscriptions/resourceGroups";
    private static final ResourceId ONE = account("oai-one");
    private static final ResourceId TWO = account("oai-two");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Map<String, String> VERSIONS = Map.of(
            ACCOUNT, "2025-06-01",
            DEPLOYMENT, "2025-06-01",
            SETTING, "2021-05-01-preview",
            ASSIGNMENT, "2022-04-01",
            FLOW_LOG, "2025-05-01",
            RESOURCE_GROUP, "2024-11-01");

    private Function<Call, Answer> script = call -> Answer.error(500, "NotScripted", "no answer");
    private final ScriptedTransport transport = new ScriptedTransport(call -> script.apply(call));
    private final ArmEstate estate = new ArmEstate(
            transport.clients(),
            Scope.of(Set.of(SUBSCRIPTION)),
            type -> Optional.ofNullable(VERSIONS.get(type)),
            InstantSource.fixed(NOON));

    @Test
    void readsAResourceWithOurApiVersionAndOurToken() {
        script = call -> new Answer(200, Map.of("ETag", "\"7\""), resource(ONE));

        Resource read = present(estate.read(ONE));

        assertThat(transport.calls()).hasSize(1);
        Call call = transport.calls().get(0);
        assertThat(call.method()).isEqualTo("GET");
        assertThat(call.url()).hasToString("https://management.azure.com" + ONE + "?api-version=2025-06-01");
        assertThat(call.headers()).containsEntry("Authorization", "Bearer token");
        assertThat(call.headers().get("User-Agent")).contains("plumbline");
        assertThat(read.id()).isEqualTo(ONE);
        assertThat(read.apiVersion()).isEqualTo("2025-06-01");
        assertThat(read.etag()).contains("\"7\"");
        assertThat(read.readAt()).isEqualTo(NOON);
        assertThat(read.json().path("properties").path("ratio").decimalValue()).isEqualTo(new BigDecimal("0.10"));
    }

    @Test
    void keepsTheCasingAndTheTagThatTheAnswerHas() {
        script = call -> Answer.json(
                "{\"id\":\"" + ONE.toString().replace("rg-ai", "RG-AI") + "\",\"etag\":\"W/\\\"9\\\"\",\"type\":null}");
        Resource read = present(estate.read(ONE));
        assertThat(read.id().toString()).contains("/RG-AI/");
        assertThat(read.etag()).contains("W/\"9\"");
        assertThat(read.json().path("type").asText()).isEqualTo(ACCOUNT);
        assertThat(read.json().path("name").asText()).isEqualTo("oai-one");
    }

    @Test
    void doesNotBelieveAnAnswerAboutAnotherResource() {
        script = call -> Answer.json(resource(TWO));
        Resource read = present(estate.read(ONE));
        assertThat(read.id()).isEqualTo(ONE);
        assertThat(read.json().path("id").asText()).isEqualTo(ONE.toString());
    }

    @Test
    void escapesWhatAPathCannotHold() {
        script = call -> Answer.json(resource(account("größe [1]")));
        assertThat(estate.read(account("größe [1]"))).isInstanceOf(Reading.Present.class);
        assertThat(transport.calls().get(0).url().getRawPath()).endsWith("/accounts/gr%C3%B6%C3%9Fe%20%5B1%5D");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/subscriptions/" + FOREIGN + "/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/a",
                "/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7",
                "/tenants/" + FOREIGN
            })
    void asksNothingOutsideTheScope(String id) {
        assertThat(unreadable(estate.read(ResourceId.parse(id)))).contains(id);
        assertThat(unreadable(estate.children(ResourceId.parse(id), DEPLOYMENT)))
                .contains(id);
        assertThat(unreadable(estate.list(FOREIGN, Optional.empty(), ACCOUNT))).contains(FOREIGN);
        assertThat(estate.page(Set.of(FOREIGN), Set.of(), Optional.empty()))
                .isEqualTo(new GraphPage(List.of(), Optional.empty()));
        assertThat(transport.calls()).isEmpty();
    }

    @Test
    void cannotReadATypeWithoutAVersion() {
        ResourceId id = ResourceId.parse(GROUP + "/providers/Microsoft.Odd/things/x");
        assertThat(unreadable(estate.read(id))).contains("Microsoft.Odd/things");
        assertThat(unreadable(estate.list(SUBSCRIPTION, Optional.empty(), "Microsoft.Odd/things")))
                .isNotEmpty();
        assertThat(transport.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "404, ResourceNotFound",
        "404, ResourceGroupNotFound",
        "404, ParentResourceNotFound",
        "204, ''",
        "404, ''"
    })
    void knowsWhatDoesNotExist(int status, String code) {
        script = call -> code.isEmpty() ? Answer.status(status, "") : Answer.error(status, code, "not found");
        assertThat(estate.read(ONE)).isEqualTo(new Reading.Absent<Resource>());
        assertThat(estate.children(ONE, DEPLOYMENT)).isEqualTo(new Reading.Absent<List<Resource>>());
    }

    @ParameterizedTest
    @CsvSource({
        "401, InvalidAuthenticationToken",
        "403, AuthorizationFailed",
        "400, InvalidApiVersionParameter",
        "409, MissingSubscriptionRegistration",
        "404, InvalidResourceType",
        "404, SubscriptionNotFound",
        "302, Moved"
    })
    void neverTakesARefusalForAnAbsence(int status, String code) {
        script = call -> Answer.error(status, code, "the\\nreason" + " x".repeat(400));
        assertThat(unreadable(estate.read(ONE)))
                .contains("`" + ONE + "`")
                .contains(status + " `" + code + "`")
                .contains("the reason")
                .hasSizeLessThan(900)
                .doesNotContain("\n");
        assertThat(unreadable(estate.list(SUBSCRIPTION, Optional.empty(), ACCOUNT)))
                .contains(code);
        assertThat(transport.calls()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void throwsWhatALaterAttemptCanMend(int status) {
        script = call -> Answer.wait(status, "17");
        TransientFailure failure = catchThrowableOfType(TransientFailure.class, () -> estate.read(ONE));
        assertThat(failure).hasMessageContaining(String.valueOf(status));
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17));
        assertThat(transport.calls()).as("a wait of 17 s is not waited for").hasSize(1);
    }

    @Test
    void retriesAShortWaitAFewTimes() {
        script = call -> transport.calls().size() < 3 ? Answer.status(429, "") : Answer.json(resource(ONE));
        assertThat(estate.read(ONE)).isInstanceOf(Reading.Present.class);
        script = call -> Answer.status(503, "");
        assertThat(catchThrowableOfType(TransientFailure.class, () -> estate.read(ONE)))
                .isNotNull();
        assertThat(transport.calls()).hasSize(6);
    }

    @Test
    void throwsTimeOutsAtOnceAndBrokenConnectionsInTheEnd() {
        script = call -> {
            throw new UncheckedIOException(new HttpTimeoutException("late"));
        };
        assertThat(catchThrowableOfType(TransientFailure.class, () -> estate.read(ONE)))
                .hasMessageContaining("HttpTimeoutException");
        assertThat(transport.calls()).hasSize(1);
        script = call -> transport.calls().size() == 2 ? broken() : Answer.json(resource(ONE));
        assertThat(estate.read(ONE)).isInstanceOf(Reading.Present.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"/subscr", "<html>", "[1] x"})
    void throwsOnAnAnswerThatIsNoJson(String body) {
        script = call -> Answer.json(body);
        assertThat(catchThrowableOfType(TransientFailure.class, () -> estate.read(ONE)))
                .isNotNull();
    }

    @Test
    void readsNoMoreThanItCanHold() {
        script = call -> Answer.json("{\"id\":\"" + ONE + "\",\"x\":\"" + "x".repeat(ArmReader.LARGEST_BODY) + "\"}");
        assertThat(unreadable(estate.read(ONE))).contains("16777216 bytes");
    }

    @Test
    void showsNoTokenWhereThereIsNone() {
        ArmEstate locked = new ArmEstate(
                transport.clients(request -> Mono.error(new ClientAuthenticationException("secret", null))),
                Scope.of(Set.of(SUBSCRIPTION)),
                type -> Optional.of("2025-06-01"),
                InstantSource.fixed(NOON));
        assertThat(catchThrowableOfType(TransientFailure.class, () -> locked.read(ONE)))
                .hasMessageContaining("no token")
                .hasMessageNotContaining("secret");
    }

    @Test
    void followsThePagesOfAList() {
        script = call -> String.valueOf(call.url().getQuery()).contains("skip=1")
                ? Answer.json(list(TWO))
                : Answer.json(list(ONE)
                        .replace(
                                "]}",
                                "],\"nextLink\":\"https://management.azure.com:443/subscriptions/"
                                        + SUBSCRIPTION.toUpperCase(java.util.Locale.ROOT) + "/providers/" + ACCOUNT
                                        + "?api-version=2025-06-01&skip=1\"}"));
        List<Resource> accounts = present(estate.list(SUBSCRIPTION, Optional.empty(), ACCOUNT));
        assertThat(accounts).extracting(Resource::id).containsExactly(ONE, TWO);
        assertThat(accounts).extracting(Resource::type).containsOnly(ACCOUNT);
        assertThat(transport.calls().get(0).path())
                .isEqualTo("/subscriptions/" + SUBSCRIPTION + "/providers/" + ACCOUNT);
        assertThat(transport.calls())
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.headers()).containsEntry("Authorization", "Bearer token"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/subscriptions/" + SUBSCRIPTION + "/providers/x",
                "http://management.azure.com/subscriptions/" + SUBSCRIPTION + "/providers/x",
                "https://management.azure.com:444/subscriptions/" + SUBSCRIPTION + "/providers/x",
                "https://u@management.azure.com/subscriptions/" + SUBSCRIPTION + "/providers/x",
                "https://management.azure.com@evil.example/subscriptions/" + SUBSCRIPTION + "/x",
                "https://management.azure.com/subscriptions/" + FOREIGN + "/providers/x",
                "https://management.azure.com/subscriptions/" + SUBSCRIPTION + "/../" + FOREIGN + "/x",
                "https://management.azure.com/subscriptions/" + SUBSCRIPTION + "/%2e%2e/" + FOREIGN + "/x",
                "https://management.azure.com/providers/Microsoft.Authorization/roleAssignments",
                "/subscriptions/" + SUBSCRIPTION,
                "::"
            })
    void followsNoLinkThatLeadsElsewhere(String link) {
        script = call -> Answer.json(list(ONE).replace("]}", "],\"nextLink\":\"" + link + "\"}"));
        assertThat(unreadable(estate.list(SUBSCRIPTION, Optional.empty(), ACCOUNT)))
                .contains("nextLink");
        assertThat(transport.calls()).hasSize(1);
    }

    @Test
    void endsAListThatNeverEnds() {
        script = call -> Answer.json(list(ONE)
                .replace(
                        "]}",
                        "],\"nextLink\":\"https://management.azure.com/subscriptions/" + SUBSCRIPTION + "/x?n="
                                + transport.calls().size() + "\"}"));
        assertThat(unreadable(estate.list(SUBSCRIPTION, Optional.empty(), ACCOUNT)))
                .contains("200 pages");
        assertThat(transport.calls()).hasSize(200);

        script = call -> Answer.json(list(ONE)
                .replace(
                        "]}", "],\"nextLink\":\"https://management.azure.com/subscriptions/" + SUBSCRIPTION + "/x\"}"));
        assertThat(unreadable(estate.list(SUBSCRIPTION, Optional.empty(), ACCOUNT)))
                .contains("none of them twice");
        assertThat(transport.calls()).hasSize(202);
    }

    @Test
    void givesNoPartOfAListWhoseSecondPageIsRefused() {
        script = call -> transport.calls().size() == 1
                ? Answer.json(list(ONE)
                        .replace(
                                "]}",
                                "],\"nextLink\":\"https://management.azure.com/subscriptions/" + SUBSCRIPTION
                                        + "/x\"}"))
                : Answer.error(403, "AuthorizationFailed", "no");
        assertThat(unreadable(estate.list(SUBSCRIPTION, Optional.empty(), ACCOUNT)))
                .contains("AuthorizationFailed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"value\":{}}", "{\"value\":[{\"name\":\"x\"}]}", "{\"value\":[1]}", "[]"})
    void givesNothingOfAListThatIsBroken(String body) {
        script = call -> Answer.json(body);
        assertThat(unreadable(estate.list(SUBSCRIPTION, Optional.of("rg-ai"), ACCOUNT)))
                .contains("expected");
    }

    @Test
    void listsInAGroupAndTheGroupsThemselves() {
        script = call -> Answer.json(list(ONE));
        assertThat(present(estate.list(SUBSCRIPTION, Optional.of("rg-ai"), ACCOUNT)))
                .hasSize(1);
        assertThat(transport.calls().get(0).path()).isEqualTo(GROUP + "/providers/" + ACCOUNT);

        script = call -> Answer.json(list(GROUP));
        assertThat(present(estate.list(SUBSCRIPTION, Optional.empty(), RESOURCE_GROUP))
                        .get(0)
                        .type())
                .isEqualTo(RESOURCE_GROUP);
        assertThat(transport.calls().get(1).path()).isEqualTo("/subscriptions/" + SUBSCRIPTION + "/resourceGroups");
    }

    @Test
    void listsChildrenBelowTheirParent() {
        script = call -> Answer.json(list(
                ONE + "/deployments/gpt",
                "/subscriptions/" + FOREIGN + "/resourceGroups/rg/providers/" + ACCOUNT + "/a/deployments/foreign"));
        List<Resource> deployments = present(estate.children(ONE, DEPLOYMENT));
        assertThat(deployments).extracting(Resource::id).containsExactly(ResourceId.parse(ONE + "/deployments/gpt"));
        assertThat(deployments.get(0).json().path("type").asText()).isEqualTo(DEPLOYMENT);
        assertThat(transport.calls().get(0).path()).isEqualTo(ONE + "/deployments");
    }

    @Test
    void listsTheChildrenOfEveryParentOfASubscription() {
        script = call -> call.path().endsWith("/accounts")
                ? Answer.json(list(ONE, TWO))
                : Answer.json(list(call.path() + "/gpt"));
        assertThat(present(estate.list(SUBSCRIPTION, Optional.empty(), DEPLOYMENT)))
                .extracting(resource -> resource.id().toString())
                .containsExactly(ONE + "/deployments/gpt", TWO + "/deployments/gpt");
        script = call -> call.path().endsWith("/accounts")
                ? Answer.json(list(ONE, TWO))
                : call.path().contains("oai-two")
                        ? Answer.error(403, "AuthorizationFailed", "no")
                        : Answer.error(404, "ResourceNotFound", "deleted meanwhile");
        assertThat(unreadable(estate.list(SUBSCRIPTION, Optional.empty(), DEPLOYMENT)))
                .contains("oai-two");
    }

    @Test
    void listsParentsWithTheVersionOfTheirChildrenWhereTheyHaveNoneOfTheirOwn() {
        script = call -> call.path().endsWith("/networkWatchers")
                ? Answer.json(list(GROUP + "/providers/Microsoft.Network/networkWatchers/w"))
                : Answer.json(list(call.path() + "/log"));
        assertThat(present(estate.list(SUBSCRIPTION, Optional.empty(), FLOW_LOG)))
                .hasSize(1);
        assertThat(transport.calls())
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.url().getQuery()).isEqualTo("api-version=2025-05-01"));
    }

    @Test
    void listsOnlyTheExtensionsThatAreSetOnTheResourceItself() {
        String own = ONE + "/providers/" + ASSIGNMENT + "/11111111-1111-1111-1111-111111111111";
        String inherited =
                "/subscriptions/" + SUBSCRIPTION + "/providers/" + ASSIGNMENT + "/22222222-2222-2222-2222-222222222222";
        script = call -> Answer.json(list(own, inherited));
        assertThat(present(estate.children(ONE, ASSIGNMENT)))
                .extracting(resource -> resource.id().toString())
                .containsExactly(own);
        assertThat(transport.calls().get(0).path()).isEqualTo(ONE + "/providers/" + ASSIGNMENT);
        assertThat(transport.calls().get(0).url().getQuery()).isEqualTo("api-version=2022-04-01");
    }

    @Test
    void pagesThroughResourceGraph() throws IOException {
        script = call -> Answer.json("{\"totalRecords\":3,\"count\":2,\"resultTruncated\":\"false\","
                + "\"$skipToken\":\"next\",\"facets\":[],\"data\":[" + resource(ONE) + ","
                + resource(ONE + "/deployments/gpt") + ","
                + resource("/subscriptions/" + FOREIGN + "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/v")
                + ",{\"id\":\"nonsense\"}]}");

        GraphPage page = estate.page(
                Set.of(SUBSCRIPTION, FOREIGN), Set.of(ACCOUNT, "Microsoft.KeyVault/vaults"), Optional.of("t"));

        assertThat(page.resources()).extracting(Resource::id).containsExactly(ONE);
        assertThat(page.resources()
                        .get(0)
                        .json()
                        .path("properties")
                        .path("ratio")
                        .asDouble())
                .isEqualTo(0.1);
        assertThat(page.next()).contains("next");
        Call call = transport.calls().get(0);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path()).isEqualTo("/providers/Microsoft.ResourceGraph/resources");
        JsonNode body = new ObjectMapper().readTree(call.text());
        assertThat(body.path("subscriptions")).hasSize(1);
        assertThat(body.path("subscriptions").get(0).asText()).isEqualTo(SUBSCRIPTION);
        assertThat(body.path("options").path("resultFormat").asText()).isEqualTo("objectArray");
        assertThat(body.path("options").path("$top").asInt()).isEqualTo(100);
        assertThat(body.path("options").path("$skipToken").asText()).isEqualTo("t");
        assertThat(body.path("query").asText())
                .isEqualTo(
                        "Resources | where type in~ ('microsoft.cognitiveservices/accounts','microsoft.keyvault/vaults')"
                                + " | project id, name, type, kind, location, tags, sku, plan, identity, managedBy, zones,"
                                + " extendedLocation, properties | order by id asc");
    }

    @Test
    void endsAtTheLastPageOfResourceGraph() {
        script = call -> Answer.json("{\"totalRecords\":0,\"count\":0,\"resultTruncated\":\"false\",\"data\":[]}");
        assertThat(estate.page(Set.of(SUBSCRIPTION), Set.of(), Optional.empty()))
                .isEqualTo(new GraphPage(List.of(), Optional.empty()));
        assertThat(transport.calls().get(0).text()).doesNotContain("where");
    }

    @Test
    void neverTakesACutAnswerOfResourceGraphForTheWhole() {
        script = call -> Answer.json("{\"totalRecords\":9,\"count\":1,\"resultTruncated\":\"true\",\"data\":[]}");
        assertThat(catchThrowableOfType(
                        TransientFailure.class, () -> estate.page(Set.of(SUBSCRIPTION), Set.of(), Optional.empty())))
                .hasMessageContaining("cut");
    }

    @Test
    void throwsWhatResourceGraphRefuses() {
        script = call -> Answer.wait(429, "30");
        TransientFailure failure = catchThrowableOfType(
                TransientFailure.class, () -> estate.page(Set.of(SUBSCRIPTION), Set.of(), Optional.empty()));
        assertThat(failure).hasMessageContaining("429");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30));
        script = call -> broken();
        assertThat(catchThrowableOfType(
                        TransientFailure.class, () -> estate.page(Set.of(SUBSCRIPTION), Set.of(), Optional.empty())))
                .isNotNull();
    }

    @Test
    void putsNoTypeIntoAQueryThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> estate.page(Set.of(SUBSCRIPTION), Set.of("x') or ('1' == '1"), Optional.empty()))
                .withMessageContaining("resource type");
        assertThat(transport.calls()).isEmpty();
    }

    private static Answer broken() {
        throw new UncheckedIOException(new IOException("reset"));
    }

    private static ResourceId account(String name) {
        return ResourceId.parse(GROUP + "/providers/" + ACCOUNT + "/" + name);
    }

    private static String resource(Object id) {
        return "{\"id\":\"" + id + "\",\"name\":\"x\",\"properties\":{\"ratio\":0.10}}";
    }

    private static String list(Object... ids) {
        return Arrays.stream(ids).map(ArmEstateTest::resource).collect(Collectors.joining(",", "{\"value\":[", "]}"));
    }

    private static <T> String unreadable(Reading<T> reading) {
        assertThat(reading).isInstanceOf(Reading.Unreadable.class);
        return ((Reading.Unreadable<T>) reading).reason();
    }

    private static <T> T present(Reading<T> reading) {
        assertThat(reading).isInstanceOf(Reading.Present.class);
        return ((Reading.Present<T>) reading).value();
    }
}
