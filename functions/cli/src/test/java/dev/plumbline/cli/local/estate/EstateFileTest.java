package dev.plumbline.cli.local.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EstateFileTest {
    private static final String ID = "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";
    private static final String RESOURCE = "{'id': '" + ID + "', 'properties': {'a': 1.10}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[" + RESOURCE + "]",
                RESOURCE,
                "{'value': [" + RESOURCE + "]}",
                "{'value': [" + RESOURCE + "], 'nextLink': null}",
                "{'Value': [" + RESOURCE + "]}",
                "{'count': 1, 'data': [" + RESOURCE + "], 'skip_token': null, 'total_records': 1}"
            })
    void readsEveryFormThatAzurePrints(String text) {
        EstateFile file = parse(text);

        assertThat(file.resources()).singleElement().satisfies(exported -> {
            assertThat(exported.id().toString()).isEqualTo(ID);
            assertThat(exported.json().path("name").asText()).isEqualTo("kv");
            assertThat(exported.json().path("type").asText()).isEqualTo("Microsoft.KeyVault/vaults");
            assertThat(exported.json().at("/properties/a").decimalValue()).isEqualByComparingTo("1.1");
        });
    }

    @Test
    void readsWhateverCasingAndKeepsNulls() {
        EstateFile file = parse(
                "[{'ID': '/Subscriptions/S1/ResourceGroups/RG/Providers/microsoft.keyvault/vaults/KV', 'NAME': null,"
                        + " 'Type': 'microsoft.keyvault/vaults', 'Properties': {'PublicNetworkAccess': null}, 'plan': null, 'resourceGroup': 'rg'}]");

        EstateFile.Exported exported = file.resources().get(0);
        assertThat(exported.json().path("id").asText()).startsWith("/Subscriptions/S1");
        assertThat(exported.json().path("name").asText()).isEqualTo("KV");
        assertThat(exported.json().at("/properties/PublicNetworkAccess").isNull())
                .isTrue();
        assertThat(exported.json().path("plan").isNull()).isTrue();
        assertThat(exported.id().key()).isEqualTo(ID.toLowerCase(Locale.ROOT));
    }

    @Test
    void keepsGraphDocumentsAndWhatWasNotExportedAside() {
        EstateFile file = parse("{'value': [{'id': 'graph:/users/1', 'type': 'graph:/users', 'value': {}}],"
                + " 'notExported': ['Microsoft.Insights/diagnosticSettings']}");

        assertThat(file.resources()).isEmpty();
        assertThat(file.graphDocuments()).hasSize(1);
        assertThat(file.notExported()).containsExactly("microsoft.insights/diagnosticsettings");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | $: expected an array of resources, found nothing |",
                "{'value': 7} | $.value: expected an array of resources, found a number |",
                "{'items': []} | $.value: expected an array of resources, found nothing |",
                "7 | $: expected an array of resources, found a number |",
                "text | line 1, column 5: expected JSON |",
                "[7] | $[0]: expected a resource, that is an object, found a number |",
                "[null] | $[0]: expected a resource, that is an object, found null |",
                "[{}] | $[0].id: expected the resource's id, found none |",
                "[{'id': 7}] | $[0].id: expected the resource's id, found a number |",
                "[{'id': '/subscriptions/s/../t'}] | $[0].id: |",
                "[{'id': '/subscriptions/s?x'}] | $[0].id: |",
                "[{'id': 'kv'}] | $[0].id: |",
                "[" + RESOURCE + "," + RESOURCE + "] | $[1].id: expected every id once | at index 0 too",
                "[{'id': '" + ID + "', 'id': '" + ID + "'}] | expected JSON | Duplicate",
                "[" + RESOURCE + "] [] | expected JSON |",
                "[" + RESOURCE + " | expected JSON | line",
                "{'value': [], 'notExported': 'all'} | $.notExported: expected an array |",
                "{'value': [], 'notExported': ['all']} | $.notExported[0]: expected a resource type |"
            })
    void saysWhereAndWhatIsWrong(String text, String says, String andSays) {
        InvalidEstate invalid = catchThrowableOfType(InvalidEstate.class, () -> parse(text));

        assertThat(invalid.problems()).isNotEmpty();
        assertThat(invalid.problems().get(0)).startsWith("estate.json").contains(says, "expected", "found");
        if (andSays != null) {
            assertThat(invalid.problems().get(0)).contains(andSays);
        }
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        InvalidEstate invalid =
                catchThrowableOfType(InvalidEstate.class, () -> parse("[{}, 3, " + RESOURCE + ", {'id': '/x'}]"));

        assertThat(invalid.problems()).hasSize(3);
        assertThat(invalid)
                .hasMessageContaining("$[0]")
                .hasMessageContaining("$[1]")
                .hasMessageContaining("$[3]");
    }

    @Test
    void refusesWhatIsTooDeep() {
        String deep = "[{'id': '" + ID + "', 'properties': " + "[".repeat(200) + "]".repeat(200) + "}]";

        assertThatThrownBy(() -> parse(deep)).isInstanceOf(InvalidEstate.class).hasMessageContaining("100 levels");
    }

    @Test
    void takesACycleOfReferences() {
        String other = ID + "2";
        EstateFile file = parse("[{'id': '" + ID + "', 'properties': {'x': '" + other + "'}}, {'id': '" + other
                + "', 'properties': {'x': '" + ID + "'}}]");

        assertThat(file.resources()).hasSize(2);
    }

    @Test
    void saysThatAFileIsNotThere(@TempDir Path folder) throws Exception {
        assertThatThrownBy(() -> EstateFile.read(folder.resolve("none.json")))
                .isInstanceOf(InvalidEstate.class)
                .hasMessageContaining("none.json: expected an estate file, found none");
        assertThatThrownBy(() -> EstateFile.read(folder))
                .isInstanceOf(InvalidEstate.class)
                .hasMessageContaining("found a folder");
        Path file = Files.writeString(folder.resolve("one.json"), ("[" + RESOURCE + "]").replace('\'', '"'));
        assertThat(EstateFile.read(file).resources()).hasSize(1);
    }

    private static EstateFile parse(String text) {
        return EstateFile.parse("estate.json", text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    static List<String> ids(EstateStore store) {
        return store.all().stream().map(each -> each.id().toString()).toList();
    }
}
