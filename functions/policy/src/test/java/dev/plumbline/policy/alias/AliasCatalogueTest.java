package dev.plumbline.policy.alias;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundled catalogue, and those that are given. */
class AliasCatalogueTest {

    @ParameterizedTest
    @CsvSource({
        "Microsoft.CognitiveServices/accounts/publicNetworkAccess, properties.publicNetworkAccess",
        "microsoft.cognitiveservices/ACCOUNTS/networkacls.DEFAULTACTION, properties.networkAcls.defaultAction",
        "Microsoft.CognitiveServices/accounts/sku.name, sku.name",
        "Microsoft.CognitiveServices/accounts/privateEndpointConnections[*].privateLinkServiceConnectionState.status, properties.privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status",
        "Microsoft.Network/networkSecurityGroups/securityRules[*].access, properties.securityRules[*].properties.access",
        "Microsoft.Network/networkSecurityGroups/securityRules/access, properties.access",
        "Microsoft.Compute/virtualMachines/storageProfile.osDisk.managedDisk.id, properties.storageProfile.osDisk.managedDisk.id",
        "Microsoft.MachineLearningServices/workspaces/managedNetwork.isolationMode, properties.managedNetwork.isolationMode",
        "Microsoft.Storage/storageAccounts/networkAcls.ipRules, properties.networkAcls.ipRules",
    })
    void theBundledCatalogueKnowsOrConfirms(String name, String path) {
        assertThat(AliasCatalogue.bundled().resolve(name))
                .isInstanceOfSatisfying(
                        AliasResolution.Known.class,
                        known -> assertThat(known.alias().path().text()).isEqualToIgnoringCase(path));
    }

    @ParameterizedTest
    @CsvSource({
        "Microsoft.CognitiveServices/accounts/publicNetworkAcces",
        "Microsoft.Nothing/at/all",
        "Microsoft.CognitiveServices/",
        "/x",
        "../secrets/x",
        "x",
    })
    void whatNothingConfirmsIsNotInvented(String name) {
        assertThat(AliasCatalogue.bundled().resolve(name)).isInstanceOf(AliasResolution.Unconfirmed.class);
    }

    @Test
    void oneNameCanHaveAPathForEachType() {
        AliasResolution resolution = AliasCatalogue.bundled().resolve("Microsoft.Compute/imagePublisher");
        assertThat(resolution).isInstanceOfSatisfying(AliasResolution.Known.class, known -> {
            assertThat(known.alias()
                            .path("microsoft.compute/virtualmachines", "")
                            .text())
                    .isEqualTo("properties.storageProfile.imageReference.publisher");
            assertThat(known.alias()
                            .path("microsoft.compute/virtualmachinescalesets", "")
                            .text())
                    .isEqualTo("properties.virtualMachineProfile.storageProfile.imageReference.publisher");
        });
    }

    @Test
    void typeDataTellsWhatHasTagsOrALocation() {
        assertThat(AliasCatalogue.bundled().indexed("microsoft.cognitiveservices/accounts"))
                .contains(true);
        assertThat(AliasCatalogue.bundled().indexed("microsoft.authorization/roleassignments"))
                .contains(false);
        assertThat(AliasCatalogue.bundled().indexed("microsoft.nothing/at")).isEmpty();
    }

    @Test
    void aGivenCatalogueIsTakenForComplete() {
        AliasCatalogue catalogue = AliasCatalogue.read(
                        Document.parse("aliases.json", """
                                {"value": [{"namespace": "A", "resourceTypes": [{"resourceType": "b", "capabilities": "None", "aliases": [
                                  {"name": "A/b/c", "defaultPath": "properties.c", "defaultMetadata": {"attributes": "Modifiable"},
                                   "paths": [{"path": "sku.c", "apiVersions": ["2020-01-01"]}]},
                                  {"name": "A/b/list[*]", "defaultPath": "properties.list[*]", "paths": [], "defaultMetadata": {"attributes": "None"}}]}]}]}
                                """).orElseThrow())
                .orElseThrow();
        assertThat(catalogue.resolve("a/B/C")).isInstanceOfSatisfying(AliasResolution.Known.class, known -> {
            assertThat(known.alias().modifiable()).isEqualTo(Alias.Modifiable.YES);
            assertThat(known.alias().path("a/b", "2020-01-01").text()).isEqualTo("sku.c");
            assertThat(known.alias().path("a/b", "2024-01-01").text()).isEqualTo("properties.c");
        });
        assertThat(catalogue.resolve("A/b/list")).isInstanceOfSatisfying(AliasResolution.Known.class, known -> {
            assertThat(known.alias().path().text()).isEqualTo("properties.list");
            assertThat(known.alias().modifiable()).isEqualTo(Alias.Modifiable.NO);
        });
        assertThat(catalogue.resolve("A/b/d"))
                .isInstanceOfSatisfying(
                        AliasResolution.Unknown.class,
                        unknown -> assertThat(unknown.nearest().get()).contains("A/b/c"));
        assertThat(catalogue.indexed("a/b")).contains(false);
    }

    @Test
    void whatIsNoCatalogueIsSaidToBeNone() {
        assertThat(AliasCatalogue.read(Document.parse("f", "{\"a\": 1}").orElseThrow())
                        .issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.expected()).isEqualTo("an array of namespaces"));
        assertThat(AliasCatalogue.read(Document.parse("f", "[{}]").orElseThrow())
                        .issues())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a.b                   | 1
                    A['b.c'].d            | 2
                    a["b.c"].d            | 2
                    a[b.c].d              | 2
                    list[1]               | 4
                    list.0                | 3
                    list[7]               |
                    a..b                  | 1
                    Microsoft.Sql/x.state | 5
                    list.x                |
                    """)
    void aPathIsSplitAtDotsAndBrackets(String text, @Nullable Integer value) {
        JsonNode root = Document.parse("f", """
                        {"a": {"b": 1, "b.c": {"D": 2}}, "list": [3, 4], "microsoft": {"Sql/x": {"state": 5}}}
                        """).orElseThrow().root();
        JsonNode read = PropertyPath.parse(text).read(root);
        assertThat(read.isMissingNode() ? null : Integer.valueOf(read.intValue()))
                .isEqualTo(value);
    }
}
