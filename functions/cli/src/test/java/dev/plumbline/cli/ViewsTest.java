package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.policy.view.ViewCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page about views, the example documents and the catalogue say the same. */
class ViewsTest {
    private static final Path CHECKOUT = Path.of("..", "..");
    private static final String SUBSCRIPTION = "/subscriptions/7c1e94b2-5d3a-4f86-9b07-3e6a20d8c415";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:`[A-Za-z]+`(?:, )?)+) \\|");
    private static final Pattern NAME = Pattern.compile("`([A-Za-z]+)`");

    @ParameterizedTest
    @CsvSource({
        "aiAccount,/resourceGroups/rg-ai-assist/providers/Microsoft.CognitiveServices/accounts/oai-assist-prod",
        "mlWorkspace,/resourceGroups/rg-ai-ml/providers/Microsoft.MachineLearningServices/workspaces/mlw-churn",
        "dependency,/resourceGroups/rg-ai-assist/providers/Microsoft.ApiManagement/service/apim-fjellvik-ai/apis/azure-openai",
        "subscription,''"
    })
    void theExampleIsWhatTheCommandPrints(String view, String below) throws IOException {
        Shell run = Shell.run("view", view, SUBSCRIPTION + below, "--estate", CHECKOUT + "/examples/estate.json");
        assertThat(run.code()).isEqualTo(Plumbline.DONE);
        assertThat(run.out())
                .as(
                        "`examples/views/%s.json` is not what the estate gives; run `./plumbline view %s %s --estate"
                                + " examples/estate.json > examples/views/%s.json`",
                        view, view, SUBSCRIPTION + below, view)
                .isEqualTo(Files.readString(example(view)));
    }

    @Test
    void everyViewHasAnExampleWithSectionsThatThereAre() throws IOException {
        for (String view : ViewCatalogue.bundled().names()) {
            JsonNode example = new ObjectMapper().readTree(example(view).toFile());
            assertThat(example.path("type").asText()).isEqualTo("Plumbline.Views/" + view);
            assertThat(example.path("resource").path("id").asText()).isNotBlank();
            List<String> sections = new ArrayList<>();
            example.fieldNames().forEachRemaining(sections::add);
            sections.removeAll(List.of("type", "resource"));
            assertThat(sections).isNotEmpty();
            assertThat(ViewCatalogue.bundled().sections(view).keySet()).as(view).containsAll(sections);
        }
    }

    @Test
    void thePageDescribesEverySection() throws IOException {
        String page = Files.readString(CHECKOUT.resolve("docs/views.md"));
        Map<String, TreeSet<String>> described = new LinkedHashMap<>();
        for (String part : page.split("(?m)^## ")) {
            String title = part.lines().findFirst().orElse("");
            Matcher row = ROW.matcher(part);
            while (row.find()) {
                Matcher name = NAME.matcher(row.group(1));
                while (name.find()) {
                    described.computeIfAbsent(title, key -> new TreeSet<>()).add(name.group(1));
                }
            }
        }
        TreeSet<String> everywhere = described.getOrDefault("Sections of every resource", new TreeSet<>());
        assertThat(everywhere).isNotEmpty();
        for (String view : ViewCatalogue.bundled().names()) {
            TreeSet<String> sections = new TreeSet<>();
            described.forEach((title, names) -> {
                if (title.startsWith("`" + view + "`")) {
                    sections.addAll(names);
                }
            });
            if (List.of("aiAccount", "mlWorkspace", "dependency").contains(view)) {
                sections.addAll(everywhere);
            }
            assertThat(sections)
                    .as(view)
                    .containsExactlyElementsOf(
                            new TreeSet<>(ViewCatalogue.bundled().sections(view).keySet()));
        }
    }

    private static Path example(String view) {
        return CHECKOUT.resolve("examples/views/" + view + ".json");
    }
}
