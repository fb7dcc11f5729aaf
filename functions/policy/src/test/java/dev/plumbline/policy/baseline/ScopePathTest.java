package dev.plumbline.policy.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopePathTest {
    private static final String VAULT = "/subscriptions/s1/resourcegroups/rg/providers/microsoft.keyvault/vaults/kv";

    @ParameterizedTest
    @CsvSource({
        "/subscriptions/S1, true",
        "/subscriptions/s1/, true",
        "/subscriptions/s, false",
        "/subscriptions/s11, false",
        "/subscriptions/s1/resourceGroups/RG, true",
        "/subscriptions/s1/resourceGroups/r, false",
        "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv, true",
        "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv/keys/k, false",
        "/providers/Microsoft.Management/managementGroups/Corp, true",
        "/providers/Microsoft.Management/managementGroups/other, false",
        "/, true",
    })
    void holdsWhatLiesBelowIt(String scope, boolean holds) {
        assertThat(ScopePath.of(scope).covers(VAULT, Set.of("corp", "root"))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        "/subscriptions/s1/providers/Microsoft.Authorization/policyExemptions/x, /subscriptions/s1",
        "/providers/Microsoft.Management/managementGroups/corp/providers/microsoft.authorization/policyexemptions/x,"
                + " /providers/Microsoft.Management/managementGroups/corp",
        "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv/providers/Microsoft.Authorization/policyExemptions/x,"
                + " /subscriptions/s1/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv",
    })
    void isWhereAnExtensionStands(String id, String scope) {
        assertThat(ScopePath.ofExtension(id, Exemption.TYPE).folded())
                .isEqualTo(ScopePath.of(scope).folded());
    }
}
