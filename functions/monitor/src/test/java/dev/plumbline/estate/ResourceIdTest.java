package dev.plumbline.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceIdTest {
    private static final String SUBSCRIPTION = "/subscriptions/11111111-2222-3333-4444-555555555555";
    private static final String ACCOUNT =
            SUBSCRIPTION + "/resourceGroups/rg-ai/providers/Microsoft.CognitiveServices/accounts/oai";

    @Test
    void aResourceTellsItsParts() {
        ResourceId id = ResourceId.parse(ACCOUNT + "/deployments/gpt");

        assertThat(id.subscriptionId()).hasValue("11111111-2222-3333-4444-555555555555");
        assertThat(id.resourceGroup()).hasValue("rg-ai");
        assertThat(id.type()).isEqualTo("Microsoft.CognitiveServices/accounts/deployments");
        assertThat(id.name()).isEqualTo("gpt");
        assertThat(id.isChild()).isTrue();
        assertThat(id.isExtension()).isFalse();
        assertThat(id.parent()).hasValue(ResourceId.parse(ACCOUNT));
        assertThat(id.root()).isEqualTo(ResourceId.parse(ACCOUNT));
    }

    @Test
    void anExtensionStandsOnItsScope() {
        ResourceId id = ResourceId.parse(ACCOUNT + "/providers/Microsoft.Insights/diagnosticSettings/audit");

        assertThat(id.isExtension()).isTrue();
        assertThat(id.isChild()).isFalse();
        assertThat(id.type()).isEqualTo("Microsoft.Insights/diagnosticSettings");
        assertThat(id.scope()).hasValue(ResourceId.parse(ACCOUNT));
        assertThat(id.parent()).hasValue(ResourceId.parse(ACCOUNT));
        assertThat(id.isWithin(ResourceId.parse(ACCOUNT))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        SUBSCRIPTION + ",Microsoft.Resources/subscriptions",
        SUBSCRIPTION + "/resourceGroups/rg,Microsoft.Resources/subscriptions/resourceGroups",
        SUBSCRIPTION + "/providers/Microsoft.Security/pricings/AI,Microsoft.Security/pricings",
        "/providers/Microsoft.Authorization/roleDefinitions/x,Microsoft.Authorization/roleDefinitions",
        "/tenants/99999999-2222-3333-4444-555555555555,Microsoft.Resources/tenants",
        "/providers/Microsoft.Management/managementGroups/mg/providers/Microsoft.Authorization/policyAssignments/p,"
                + "Microsoft.Authorization/policyAssignments",
    })
    void everyScopeHasAType(String text, String type) {
        assertThat(ResourceId.parse(text).type()).isEqualTo(type);
    }

    @Test
    void subscriptionLevelResourcesAreNoExtensions() {
        ResourceId id = ResourceId.parse(SUBSCRIPTION + "/providers/Microsoft.Security/pricings/AI");

        assertThat(id.isExtension()).isFalse();
        assertThat(id.scope()).hasValue(ResourceId.parse(SUBSCRIPTION));
        assertThat(ResourceId.parse(SUBSCRIPTION).parent()).isEmpty();
        assertThat(ResourceId.parse(SUBSCRIPTION + "/resourceGroups/rg").parent())
                .hasValue(ResourceId.parse(SUBSCRIPTION));
    }

    @Test
    void casingIsKeptForPeopleAndIgnoredInComparison() {
        ResourceId one = ResourceId.parse(ACCOUNT);
        ResourceId other = ResourceId.parse(
                ACCOUNT.replace("resourceGroups", "resourcegroups").toUpperCase(java.util.Locale.ROOT));

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.compareTo(other)).isZero();
        assertThat(one).hasToString(ACCOUNT);
        assertThat(other.toString()).isNotEqualTo(ACCOUNT);
    }

    @Test
    void aNameMayBeCalledProviders() {
        ResourceId id = ResourceId.parse(
                SUBSCRIPTION + "/resourceGroups/providers/providers/Microsoft.Storage/storageAccounts/s");

        assertThat(id.resourceGroup()).hasValue("providers");
        assertThat(id.type()).isEqualTo("Microsoft.Storage/storageAccounts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "subscriptions/x",
                "https://management.azure.com/subscriptions/x",
                "/subscriptions",
                "/subscriptions//resourceGroups/rg",
                ACCOUNT + "/../other",
                ACCOUNT + "/deployments/..",
                ACCOUNT + "/deployments/.",
                ACCOUNT + "%2f..%2fother",
                ACCOUNT + "%2F",
                ACCOUNT + "?api-version=x",
                ACCOUNT + "#x",
                ACCOUNT + "\\x",
                ACCOUNT + "\u0000",
                ACCOUNT + "\n",
                ACCOUNT + "\u202e",
                ACCOUNT + "\ud800",
                ACCOUNT + "/deployments",
                ACCOUNT + "//deployments/x",
                ACCOUNT + "/providers/Microsoft.Insights/diagnosticSettings",
                SUBSCRIPTION + "/resourceGroups/rg/Microsoft.Storage/storageAccounts/s",
                "/tenants/x/y",
                "/etc/passwd",
            })
    void hostileTextIsRefused(String text) {
        assertThat(ResourceId.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> ResourceId.parse(text))
                .isInstanceOf(InvalidResourceId.class)
                .hasMessageContaining("expected")
                .hasMessageContaining("found")
                .hasMessageNotContainingAny("\u0000", "\n", "\u202e");
    }

    @Test
    void aMessageIsCut() {
        String text = ACCOUNT + "x".repeat(5_000);

        assertThatThrownBy(() -> ResourceId.parse(text))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("5093 characters".substring(4))
                        .hasSizeLessThan(400));
    }

    @Test
    void theScopeHoldsOnlyItsSubscriptions() {
        Scope scope =
                Scope.of(java.util.List.of("11111111-2222-3333-4444-555555555555".toUpperCase(java.util.Locale.ROOT)));

        assertThat(scope.contains(ResourceId.parse(ACCOUNT))).isTrue();
        assertThat(scope.contains(ResourceId.parse("/subscriptions/0/resourceGroups/rg")))
                .isFalse();
        assertThat(scope.contains(ResourceId.parse("/providers/Microsoft.Authorization/roleDefinitions/x")))
                .isFalse();
    }
}
