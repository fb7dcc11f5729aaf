package dev.plumbline.policy;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads, compiles and evaluates whatever the fuzzer makes up: a definition and a resource, as texts with a line {@code ---}
 * between them, or, where the input does not begin like JSON, grown from the language's own words.
 *
 * <p>Found is: an exception of any kind, a stack overflow, an evaluation beyond its steps, a verdict that breaks its word.
 */
class PolicyFuzz {

    private static final byte[] SEPARATOR = "\n---\n".getBytes(StandardCharsets.US_ASCII);
    private static final World ALONE = World.offline(Context.empty(), Optional.of(List.of()));
    private static final World UNKNOWN = World.offline(Context.empty(), Optional.empty());
    private static final List<AliasCatalogue> CATALOGUES = List.of(AliasCatalogue.none(), AliasCatalogue.bundled());

    @DictionaryFile(resourcePath = "policy.dict")
    @FuzzTest(maxDuration = "60s")
    void nothingEscapes(byte[] input) {
        if (input.length > 0 && (input[0] == '{' || input[0] == '[' || input[0] == '"')) {
            texts(input);
        } else {
            Growth growth = new Growth(input);
            ObjectNode definition = growth.definition();
            judge(new Document("fuzz.json", definition), growth.resource());
            Document.parse("grown.json", definition.toString()).orElseThrow();
        }
    }

    private static void texts(byte[] input) {
        int split = separator(input);
        Compiled<Document> definition = Document.parse("definition.json", Arrays.copyOf(input, split));
        byte[] rest =
                split == input.length ? new byte[0] : Arrays.copyOfRange(input, split + SEPARATOR.length, input.length);
        Compiled<Document> resource = Document.parse("resource.json", rest);
        Compiled<Document> asText =
                Document.parse("definition.json", new String(input, 0, split, StandardCharsets.UTF_8));
        check(definition);
        check(resource);
        check(asText);
        JsonNode target = resource.value().map(Document::root).orElse(SeedResource.ACCOUNT);
        definition.value().ifPresent(document -> judge(document, target));
    }

    private static int separator(byte[] input) {
        for (int i = 0; i + SEPARATOR.length <= input.length; i++) {
            if (Arrays.equals(input, i, i + SEPARATOR.length, SEPARATOR, 0, SEPARATOR.length)) {
                return i;
            }
        }
        return input.length;
    }

    private static void judge(Document document, JsonNode target) {
        for (AliasCatalogue catalogue : CATALOGUES) {
            Compiled<Definition> definition = Definition.compile(document, catalogue);
            check(definition);
            definition.value().ifPresent(compiled -> {
                Compiled<BoundDefinition> bound = compiled.bind(Binding.defaults());
                check(bound);
                bound.value().ifPresent(each -> judge(each, PreparedResource.of(target)));
            });
        }
    }

    private static void judge(BoundDefinition definition, PreparedResource resource) {
        for (World world : List.of(ALONE, UNKNOWN)) {
            Verdict verdict = definition.evaluate(resource, world);
            boolean said = !verdict.message().isBlank();
            boolean reasoned = !verdict.reasons().isEmpty();
            if (verdict.state() == State.UNKNOWN && !said) {
                throw new AssertionError("verdict: expected a message with `unknown`, found none");
            }
            if (reasoned && verdict.state() != State.NON_COMPLIANT) {
                throw new AssertionError("verdict: expected reasons with `nonCompliant` alone, found " + verdict);
            }
            if (!verdict.equals(definition.evaluate(resource, world))) {
                throw new AssertionError("verdict: expected the same twice, found another after " + verdict);
            }
            definition.operations(resource, world);
            definition.guards(resource, world);
        }
    }

    /** Whatever was refused says why. */
    private static void check(Compiled<?> compiled) {
        for (Issue issue : compiled.issues()) {
            if (issue.expected().isBlank()
                    || issue.found().isBlank()
                    || !issue.path().startsWith("$")) {
                throw new AssertionError("issue: expected path, expected and found, found " + issue);
            }
        }
    }
}
