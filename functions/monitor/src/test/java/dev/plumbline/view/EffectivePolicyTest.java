package dev.plumbline.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EffectivePolicyTest {
    private static final List<PolicyElement> NOTHING = List.of();

    private final EffectivePolicy effective = new EffectivePolicy(id -> Optional.ofNullable(Map.of(
                    "limits",
                    PolicyXml.read(
                            "<fragment><llm-token-limit counter-key=\"@(context.Subscription.Id)\" tokens-per-minute=\"500\" /></fragment>"),
                    "loop",
                    PolicyXml.read("<fragment><include-fragment fragment-id=\"loop\" /></fragment>"))
            .get(id)));

    @Test
    void baseIsWhatStandsAbove() {
        List<PolicyElement> global = inbound("<rate-limit calls=\"10\" renewal-period=\"60\" />", NOTHING);
        assertThat(names(inbound("<base /><cors />", global))).containsExactly("rate-limit", "cors");
        assertThat(names(inbound("<cors />", global))).as("without base").containsExactly("cors");
        assertThat(effective.inbound(Optional.empty(), global))
                .as("without a policy")
                .isEqualTo(global);
    }

    @Test
    void anElementInsideChooseCountsOnlyIfEveryBranchHasIt() {
        assertThat(names(inbound(
                        "<choose><when condition=\"@(true)\"><rate-limit calls=\"1\" /></when></choose>", NOTHING)))
                .isEmpty();
        List<PolicyElement> both = inbound(
                "<choose><when condition=\"@(a)\"><llm-token-limit tokens-per-minute=\"100\" counter-key=\"x\" /></when>"
                        + "<otherwise><llm-token-limit tokens-per-minute=\"900\" /><cors /></otherwise></choose>",
                NOTHING);
        assertThat(names(both)).containsExactly("llm-token-limit");
        assertThat(both.get(0).attributes())
                .as("what every branch has, at its weakest")
                .isEqualTo(Map.of("tokens-per-minute", "900"));
    }

    @Test
    void aBranchThatAnswersLetsNothingThrough() {
        assertThat(names(inbound(
                        "<choose><when condition=\"@(a)\"><return-response /></when>"
                                + "<otherwise><validate-jwt header-name=\"Authorization\" /></otherwise></choose>",
                        NOTHING)))
                .containsExactly("validate-jwt");
    }

    @Test
    void fragmentsAreExpandedAndMayNotCircle() {
        assertThat(names(inbound("<include-fragment fragment-id=\"limits\" />", NOTHING)))
                .containsExactly("llm-token-limit");
        assertThatThrownBy(() -> inbound("<include-fragment fragment-id=\"loop\" />", NOTHING))
                .isInstanceOf(Unread.class)
                .hasMessageContaining("include each other");
        assertThatThrownBy(() -> inbound("<include-fragment fragment-id=\"gone\" />", NOTHING))
                .isInstanceOf(Unread.class)
                .hasMessageContaining("`gone`");
    }

    @Test
    void commentsDoNotCount() {
        assertThat(names(inbound("<!-- <rate-limit calls=\"1\" /> --><cors />", NOTHING)))
                .containsExactly("cors");
    }

    @Test
    void expressionsAreWrittenAsTheyAreMeant() {
        List<PolicyElement> read = inbound(
                "<set-variable name=\"x\" value=\"@(context.Request.Headers.GetValueOrDefault(\"a\",\"<b>\") == \"c)\" && 1 < 2)\" />"
                        + "<set-body>@{ return \"</inbound>\" + (1 < 2 ? '}' : '{'); }</set-body>"
                        + "<rate-limit-by-key calls=\"5\" renewal-period=\"60\" counter-key=\"@(context.Request.IpAddress)\" />",
                NOTHING);
        assertThat(names(read)).containsExactly("set-variable", "set-body", "rate-limit-by-key");
        assertThat(read.get(2).attribute("counter-key")).isEqualTo("@(context.Request.IpAddress)");
    }

    @Test
    void whatIsNoPolicyIsNotRead() {
        for (String text :
                List.of("", "policies", "<policies>", "<policies></inbound>", "<a/><b/>", "<a b></a>", "<a b=c/>")) {
            assertThatThrownBy(() -> PolicyXml.read(text)).as(text).isInstanceOf(Unread.class);
        }
        assertThatThrownBy(() -> PolicyXml.read("<a>".repeat(100) + "</a>".repeat(100)))
                .isInstanceOf(Unread.class)
                .hasMessageContaining("levels");
        assertThatThrownBy(() -> PolicyXml.read("<a>" + " ".repeat(1_000_001))).isInstanceOf(Unread.class);
    }

    @Test
    void everythingThatMayHappenIsListed() {
        PolicyElement policy = PolicyXml.read("<policies><inbound><choose><when condition=\"@(a)\">"
                + "<set-header name=\"api-key\"><value>k</value></set-header></when></choose></inbound>"
                + "<backend><base /><include-fragment fragment-id=\"limits\" /></backend></policies>");
        assertThat(names(effective.possible(policy)))
                .contains("choose", "set-header", "llm-token-limit")
                .doesNotContain("base");
    }

    private List<PolicyElement> inbound(String xml, List<PolicyElement> above) {
        PolicyElement policy = PolicyXml.read("<policies><inbound>" + xml + "</inbound></policies>");
        return effective.inbound(Optional.of(policy), above);
    }

    private static List<String> names(List<PolicyElement> elements) {
        return elements.stream().map(PolicyElement::name).toList();
    }
}
