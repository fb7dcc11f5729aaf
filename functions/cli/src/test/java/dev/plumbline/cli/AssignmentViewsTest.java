package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What the views make of assignments of policies and of roles. */
class AssignmentViewsTest {
    private static final String STORE = "$rg/Microsoft.Storage/storageAccounts/store";
    private static final String ACCOUNT = "$rg/Microsoft.CognitiveServices/accounts/oai";
    private static final String GROUP = "/providers/Microsoft.Management/managementGroups/corp";
    private static final String ROLE =
            "{id: '$sub/providers/Microsoft.Authorization/roleDefinitions/own', properties: {roleName: 'Own', type: 'CustomRole', permissions: [{actions: ['Microsoft.CognitiveServices/accounts/*'], notActions: ['Microsoft.CognitiveServices/accounts/delete', 'Microsoft.CognitiveServices/accounts/*/action', 'Microsoft.CognitiveServices/accounts/deployments/*']}]}}";

    private static final SmallEstate POLICIES = new SmallEstate("""
            {id: '$rg/Microsoft.Storage/storageAccounts/store', properties: {}},
            {id: '$sub/providers/Microsoft.Authorization/policyDefinitions/https', properties: {
              parameters: {effect: {defaultValue: 'Audit'}}, policyRule: {then: {effect: "[parameters('effect')]"}}}},
            {id: '$sub/providers/Microsoft.Authorization/policyDefinitions/fixed', properties: {policyRule: {then: {effect: 'Modify'}}}},
            {id: '$sub/providers/Microsoft.Authorization/policySetDefinitions/base', properties: {
              parameters: {httpsEffect: {defaultValue: 'AuditIfNotExists'}, missingEffect: {defaultValue: 'Disabled'}},
              policyDefinitions: [
                {policyDefinitionReferenceId: 'H', policyDefinitionId: '$sub/providers/Microsoft.Authorization/policyDefinitions/HTTPS',
                  parameters: {effect: {value: "[parameters('httpsEffect')]"}}},
                {policyDefinitionReferenceId: 'F', policyDefinitionId: '$sub/providers/Microsoft.Authorization/policyDefinitions/fixed'},
                {policyDefinitionReferenceId: 'M', policyDefinitionId: '$sub/providers/Microsoft.Authorization/policyDefinitions/missing',
                  parameters: {effect: {value: "[ parameters('missingEffect') ]"}}}]}}
            """);

    private static String assigned(String at, String properties) {
        return "{id: '" + at + "/providers/Microsoft.Authorization/policyAssignments/a', properties: {" + properties
                + "}}";
    }

    private static String base(String more) {
        return assigned(
                "$sub",
                "policyDefinitionId: '$sub/providers/Microsoft.Authorization/policySetDefinitions/base'" + more);
    }

    private static JsonNode only(SmallEstate estate, String id) {
        JsonNode assignments = estate.view("dependency", id).section("policyAssignments");
        assertThat(assignments).hasSize(1);
        return assignments.get(0);
    }

    private static void hasEffects(String expected, String more) {
        assertThat((Object) only(POLICIES.and(base(more)), STORE).get("effects"))
                .as(more)
                .isEqualTo(SmallEstate.json(expected));
    }

    @Test
    void anInitiativeComesToTheEffectsOfItsDefinitionsUnderTheParametersOfTheAssignment() {
        JsonNode fact = only(POLICIES.and(base(", displayName: 'Base'")), STORE);
        assertThat((Object) fact).isEqualTo(SmallEstate.json("""
                {id: '$sub/providers/Microsoft.Authorization/policyAssignments/a', displayName: 'Base', scope: '$sub',
                  level: 'subscription', enforcementMode: 'Default',
                  policyDefinitionId: '$sub/providers/Microsoft.Authorization/policySetDefinitions/base', excluded: false,
                  identityType: '', parameters: {}, definitionIds: ['base', 'fixed', 'https', 'missing'],
                  effects: ['auditifnotexists', 'disabled', 'modify'], undeletable: [], perhapsUndeletable: []}
                """));
        hasEffects("['deny', 'disabled', 'modify']", ", parameters: {HttpsEffect: {value: 'Deny'}}");
    }

    @Test
    void anOverrideTakesThePlaceOfTheEffectsThatItIsFor() {
        hasEffects("['disabled']", ", overrides: [{kind: 'policyEffect', value: 'Disabled'}]");
        hasEffects(
                "['deny', 'disabled', 'modify']",
                ", overrides: [{kind: 'policyEffect', value: 'Deny', selectors: [{kind: 'policyDefinitionReferenceId', in: ['h']}]}]");
        hasEffects(
                "['auditifnotexists', 'disabled', 'modify']",
                ", overrides: [{kind: 'definitionVersion', value: '1.*.*'}]");
    }

    @Test
    void anOverrideForSomeResourcesStandsBesideTheEffectsThatOthersHave() {
        hasEffects(
                "['auditifnotexists', 'deny', 'disabled', 'modify']",
                ", overrides: [{kind: 'policyEffect', value: 'Deny', selectors: [{kind: 'resourceLocation', in: ['norwayeast']}]}]");
        hasEffects(
                "['auditifnotexists', 'deny', 'disabled', 'modify']",
                ", overrides: [{kind: 'policyEffect', value: 'Deny', selectors: [{kind: 'policyDefinitionReferenceId', notIn: ['F']}]}]");
    }

    @Test
    void anAssignmentExcludesWhatItsNotScopesHoldWhole() {
        String not = ", notScopes: ['$sub/resourceGroups/RG']";
        assertThat(only(POLICIES.and(base(not)), STORE).get("excluded").booleanValue())
                .isTrue();
        String likewise = ", notScopes: ['$sub/resourceGroups/r', '" + STORE + "2']";
        assertThat(only(POLICIES.and(base(likewise)), STORE).get("excluded").booleanValue())
                .isFalse();
    }

    @Test
    void anAssignmentOfAManagementGroupIsAboveAndSaysItsOwnEffectWhereTheDefinitionCannotBeRead() {
        JsonNode fact = only(
                POLICIES.and(
                        assigned(
                                GROUP,
                                "policyDefinitionId: '" + GROUP
                                        + "/providers/Microsoft.Authorization/policyDefinitions/far', parameters: {effect: {value: 'Deny'}}")),
                STORE);
        assertThat(fact.get("level").asText()).isEqualTo("above");
        assertThat(fact.get("scope").asText()).isEqualTo(GROUP);
        assertThat((Object) fact.get("effects")).isEqualTo(SmallEstate.json("['deny']"));
        assertThat((Object) fact.get("definitionIds")).isEqualTo(SmallEstate.json("['far']"));
    }

    @Test
    void anAssignmentOnAGroupIsSeenFromWhatIsInTheGroupAndFromTheSubscription() {
        SmallEstate estate = POLICIES.and(assigned(
                        "$sub/resourceGroups/rg",
                        "policyDefinitionId: '$sub/providers/Microsoft.Authorization/policyDefinitions/https'"))
                .and("{id: '$sub/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/other', properties: {}}");
        JsonNode fact = only(estate, STORE);
        assertThat(fact.get("level").asText()).isEqualTo("resourceGroup");
        assertThat((Object) fact.get("effects")).isEqualTo(SmallEstate.json("['audit']"));
        estate.view("subscription", "$sub").hasEach("policyAssignments", "level", "resourceGroup");
        estate.view("dependency", "$sub/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/other")
                .has("policyAssignments", "[]");
    }

    private static void keeps(String condition, String more, String undeletable, String perhaps) {
        SmallEstate estate = POLICIES.and("""
                {id: '$sub/providers/Microsoft.Authorization/policyDefinitions/keep', properties: {
                  parameters: {types: {defaultValue: ['Microsoft.KeyVault/vaults']}, effect: {defaultValue: 'DenyAction'}},
                  policyRule: {if: CONDITION, then: {effect: "[parameters('effect')]", details: {actionNames: ['delete']}}}}},
                {id: '$sub/providers/Microsoft.Authorization/policySetDefinitions/keeps', properties: {
                  parameters: {kept: {}}, policyDefinitions: [
                    {policyDefinitionReferenceId: 'K', policyDefinitionId: '$sub/providers/Microsoft.Authorization/policyDefinitions/keep',
                      parameters: {types: {value: "[parameters('kept')]"}}},
                    {policyDefinitionReferenceId: 'H', policyDefinitionId: '$sub/providers/Microsoft.Authorization/policyDefinitions/https'}]}}
                """.replace("CONDITION", condition)).and(assigned("$sub", more));
        JsonNode fact = only(estate, STORE);
        assertThat((Object) fact.get("undeletable")).as(condition + more).isEqualTo(SmallEstate.json(undeletable));
        assertThat((Object) fact.get("perhapsUndeletable")).as(condition + more).isEqualTo(SmallEstate.json(perhaps));
    }

    private static final String KEEP =
            "policyDefinitionId: '$sub/providers/Microsoft.Authorization/policyDefinitions/keep'";
    private static final String KEPT = "{field: 'TYPE', in: \"[parameters('types')]\"}";

    @Test
    void whatDenyActionKeepsIsWhatItsConditionSaysOfTypesAlone() {
        keeps(KEPT, KEEP, "['microsoft.keyvault/vaults']", "[]");
        keeps("{allOf: [" + KEPT + "]}", KEEP, "['microsoft.keyvault/vaults']", "[]");
        keeps("{field: 'type', equals: 'A.B/c'}", KEEP, "['a.b/c']", "[]");
        String given = ", parameters: {Types: {value: ['A.B/c', 'A.B/d']}}";
        keeps(KEPT, KEEP + given, "['a.b/c', 'a.b/d']", "[]");
        keeps("{allOf: [" + KEPT + ", {field: 'tags.x', equals: 'y'}]}", KEEP, "[]", "['microsoft.keyvault/vaults']");
        keeps("{anyOf: [" + KEPT + "]}", KEEP, "[]", "['*']");
        keeps("{field: 'type', equals: \"[concat('A', 'B')]\"}", KEEP, "[]", "['*']");
        keeps("{field: 'type', notEquals: 'A.B/c'}", KEEP, "[]", "['*']");
    }

    @Test
    void whatDenyActionKeepsDependsOnTheAssignment() {
        String set = "policyDefinitionId: '$sub/providers/Microsoft.Authorization/policySetDefinitions/keeps'";
        keeps(KEPT, set + ", parameters: {kept: {value: ['A.B/c']}}", "['a.b/c']", "[]");
        keeps(KEPT, KEEP + ", parameters: {effect: {value: 'Disabled'}}", "[]", "[]");
        keeps(KEPT, KEEP + ", overrides: [{kind: 'policyEffect', value: 'disabled'}]", "[]", "[]");
        String some =
                ", overrides: [{kind: 'policyEffect', value: 'disabled', selectors: [{kind: 'resourceLocation', in: ['a']}]}]";
        keeps(KEPT, KEEP + some, "[]", "['microsoft.keyvault/vaults']");
        String selected = ", resourceSelectors: [{name: 'a', selectors: [{kind: 'resourceLocation', in: ['a']}]}]";
        keeps(KEPT, KEEP + selected, "[]", "['microsoft.keyvault/vaults']");
        keeps(
                KEPT,
                "policyDefinitionId: '$sub/providers/Microsoft.Authorization/policyDefinitions/gone', parameters: {effect: {value: 'DenyAction'}}",
                "[]",
                "['*']");
    }

    private static String role(String at, String name) {
        return "{id: '" + at + "/providers/Microsoft.Authorization/roleAssignments/" + name
                + "', properties: {principalId: 'P-" + name
                + "', principalType: 'User', roleDefinitionId: '/providers/Microsoft.Authorization/roleDefinitions/OWN', scope: '"
                + at + "'}}";
    }

    private static SmallEstate roles() {
        return new SmallEstate("""
                {id: '$rg/Microsoft.CognitiveServices/accounts/oai', kind: 'OpenAI', properties: {}},
                {id: '$rg/Microsoft.CognitiveServices/accounts/oai/deployments/d', properties: {}},
                {id: '$sub/resourceGroups/idle/providers/Microsoft.Storage/storageAccounts/idle', properties: {}}
                """)
                .and(role(GROUP, "a"))
                .and(role("$sub", "b"))
                .and(role("$sub/resourceGroups/rg", "c"))
                .and(role(ACCOUNT, "d"))
                .and(role(ACCOUNT + "/deployments/d", "e"))
                .and(role("$sub/resourceGroups/idle", "f"));
    }

    @Test
    void levelsAreSeenFromTheAccount() {
        for (String seenFrom : new String[] {ACCOUNT, ACCOUNT + "/deployments/d"}) {
            SmallEstate.Seen seen = roles().and(ROLE).view("aiAccount", seenFrom);
            JsonNode all = seen.section("roleAssignments");
            assertThat(all.findValuesAsText("principalId"))
                    .containsExactlyInAnyOrder("P-a", "P-b", "P-c", "P-d", "P-e");
            all.forEach(each -> assertThat(each.get("level").asText())
                    .isEqualTo(
                            switch (each.get("principalId").asText()) {
                                case "P-a" -> "above";
                                case "P-b" -> "subscription";
                                case "P-c" -> "resourceGroup";
                                case "P-d" -> "resource";
                                default -> "below";
                            }));
        }
    }

    @Test
    void aRoleIsWhatItsPermissionsComeTo() {
        JsonNode first = roles().and(ROLE)
                .view("aiAccount", ACCOUNT)
                .section("roleAssignments")
                .get(0);
        assertThat((Object) first).isEqualTo(SmallEstate.json("""
                {id: '/providers/Microsoft.Management/managementGroups/corp/providers/Microsoft.Authorization/roleAssignments/a',
                  principalId: 'P-a', principalType: 'User', scope: '/providers/Microsoft.Management/managementGroups/corp',
                  level: 'above', roleDefinitionId: '/providers/Microsoft.Authorization/roleDefinitions/OWN', roleName: 'Own',
                  roleType: 'CustomRole', conditional: false, inScope: true, permits: ['Microsoft.CognitiveServices/accounts/write', 'Microsoft.CognitiveServices/change']}
                """));
    }

    @Test
    void anAssignmentOnAGroupWithoutAWorkloadIsOutOfScope() {
        JsonNode all = roles().and(ROLE).view("subscription", "$sub").section("roleAssignments");
        assertThat(all).hasSize(6);
        all.forEach(each -> assertThat(each.get("inScope").booleanValue())
                .isEqualTo(!each.get("principalId").asText().equals("P-f")));
    }

    @Test
    void aPrincipalMayWhatAllItsAssignmentsInScopePermitTogether() {
        String granted =
                "{id: '%s/providers/Microsoft.Authorization/roleAssignments/%s', properties: {principalId: '%s', principalType: 'Group', roleDefinitionId: '$sub/providers/Microsoft.Authorization/roleDefinitions/%s'}}";
        String reading =
                "{id: '$sub/providers/Microsoft.Authorization/roleDefinitions/read', properties: {roleName: 'Read', type: 'CustomRole', permissions: [{actions: ['Microsoft.CognitiveServices/accounts/write'], dataActions: ['Microsoft.KeyVault/vaults/secrets/getSecret/action']}]}}";
        SmallEstate estate = new SmallEstate("{id: '$rg/Microsoft.CognitiveServices/accounts/oai', kind: 'OpenAI'}")
                .and(ROLE)
                .and(reading)
                .and(granted.formatted(ACCOUNT, "a", "P-1", "own"))
                .and(granted.formatted("$sub", "b", "p-1", "read"))
                .and(granted.formatted("$sub/resourceGroups/idle", "c", "P-2", "read"))
                .and(granted.formatted(GROUP, "d", "P-3", "own"));
        JsonNode principals = estate.view("subscription", "$sub").section("permittedPrincipals");
        assertThat(principals).hasSize(2);
        assertThat((Object) principals).isEqualTo(SmallEstate.json("""
                [{principalId: 'P-3', principalType: 'Group', permits: ['Microsoft.CognitiveServices/accounts/write', 'Microsoft.CognitiveServices/change']},
                 {principalId: 'p-1', principalType: 'Group', permits: ['Microsoft.CognitiveServices/accounts/write', 'Microsoft.KeyVault/vaults/secrets/getSecret/action',
                   'Microsoft.CognitiveServices/change', 'Microsoft.KeyVault/data']}]
                """));
    }

    @Test
    void aRoleThatIsNotInTheFileLeavesTheAssignmentsUnreadable() {
        roles().view("aiAccount", ACCOUNT).isUnreadable("roleAssignments", "what the role `");
        roles().view("subscription", "$sub")
                .isUnreadable("roleAssignments", "roleDefinitions/OWN` permits could not be read");
    }

    @Test
    void customRolesTellWhetherSomebodyHoldsThemWhereItMatters() {
        String roles = "$sub/providers/Microsoft.Authorization/roleDefinitions/";
        String held =
                "{id: '%s/providers/Microsoft.Authorization/roleAssignments/%s', properties: {principalId: 'p', roleDefinitionId: '%s'}}";
        new SmallEstate("{id: '$sub', type: 'Microsoft.Resources/subscriptions'},"
                        + "{id: '" + ACCOUNT + "', kind: 'OpenAI', properties: {}},"
                        + "{id: '" + STORE + "', properties: {}}," + ROLE)
                .and(
                        "{id: '" + roles
                                + "wide', properties: {roleName: 'Wide', type: 'customrole', permissions: [{actions: ['*']}, {actions: null, dataActions: ['a', 'b']}]}}")
                .and("{id: '" + roles + "idle', properties: {type: 'CustomRole'}}")
                .and("{id: '" + roles
                        + "built-in', properties: {type: 'BuiltInRole', permissions: [{actions: ['*']}]}}")
                .and(held.formatted(ACCOUNT, "a", "/providers/Microsoft.Authorization/roleDefinitions/OWN"))
                .and(held.formatted(STORE, "b", roles + "wide"))
                .and(held.formatted("$sub", "c", roles + "built-in"))
                .view("subscription", "$sub")
                .has(
                        "customRoles",
                        "[{id: '%1$sidle', roleName: '', inUse: false, actions: [], dataActions: []}, ".formatted(roles)
                                + "{id: '%1$sown', roleName: 'Own', inUse: true, actions: ['Microsoft.CognitiveServices/accounts/*'], dataActions: []}, "
                                        .formatted(roles)
                                + "{id: '%1$swide', roleName: 'Wide', inUse: false, actions: ['*'], dataActions: ['a', 'b']}]"
                                        .formatted(roles));
    }
}
