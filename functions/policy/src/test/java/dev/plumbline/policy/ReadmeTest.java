package dev.plumbline.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows is what happens. */
class ReadmeTest {

    @Test
    void theExampleGivesTheVerdictShown() throws IOException {
        List<String> blocks = blocks("json");
        assertThat(blocks).hasSize(3);
        Verdict verdict = evaluate(blocks.get(0), blocks.get(1));
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("verdict", verdict.state().wireName());
        shown.put("effect", verdict.triggered().map(Triggered::effect).orElse(""));
        for (Reason reason : verdict.reasons()) {
            ObjectNode object = shown.withArray("reasons").addObject();
            object.put("path", reason.path()).put("operator", reason.operator());
            object.set("expected", reason.expected());
            object.set("actual", reason.actual());
        }
        JsonNode expected =
                Document.parse("README.md", blocks.get(2)).orElseThrow().root();
        assertThat((JsonNode) shown).isEqualTo(expected);
    }

    /** The lines of the README's Java example, which the next test compares with this method's source. */
    private static Verdict evaluate(String policy, String resource) {
        Document document = Document.parse("policy.json", policy).orElseThrow();
        Definition definition =
                Definition.compile(document, AliasCatalogue.bundled()).orElseThrow();
        BoundDefinition rule = definition.bind(Binding.defaults()).orElseThrow();

        PreparedResource prepared = PreparedResource.of(
                Document.parse("resource.json", resource).orElseThrow().root());
        Verdict verdict = rule.evaluate(prepared, World.offline(Context.empty(), Optional.empty()));
        return verdict;
    }

    @Test
    void theJavaShownIsTheJavaRun() throws IOException {
        Path source = Path.of("src/test/java", ReadmeTest.class.getName().replace('.', '/') + ".java");
        assertThat(blocks("java"))
                .singleElement()
                .satisfies(java -> assertThat(Files.readString(source).replaceAll("\\s+", ""))
                        .contains(java.replaceAll("\\s+", "")));
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
