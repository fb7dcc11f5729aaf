package dev.plumbline.cli.guide;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.cli.InvalidInput;
import dev.plumbline.policy.Binding;
import dev.plumbline.policy.BoundDefinition;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.baseline.DocumentFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rule as the guide needs it.
 *
 * @param family the folder of its folder
 * @param name its own folder
 * @param properties the definition's properties
 * @param bound the definition with its defaults
 */
record GuidedRule(String family, String name, JsonNode properties, BoundDefinition bound) {

    /**
     * Reads a rule.
     *
     * @param file its {@code policy.json}
     * @throws InvalidInput if it does not compile
     */
    static GuidedRule read(Path file) {
        Compiled<Document> document = DocumentFolder.file(file);
        Compiled<BoundDefinition> bound = document.then(source -> Definition.compile(source, AliasCatalogue.bundled()))
                .then(definition -> definition.bind(Binding.defaults()));
        if (bound.value().isEmpty()) {
            throw new InvalidInput(
                    bound.issues().stream().map(issue -> issue.message()).toList());
        }
        return new GuidedRule(
                fromEnd(file, 3),
                fromEnd(file, 2),
                document.orElseThrow().root().path("properties"),
                bound.value().get());
    }

    private static String fromEnd(Path file, int steps) {
        Path whole = file.toAbsolutePath().normalize();
        int at = whole.getNameCount() - steps;
        return at < 0 ? "" : whole.getName(at).toString();
    }

    String text(String member) {
        return properties.path(member).asText();
    }

    JsonNode metadata() {
        return properties.path("metadata");
    }

    JsonNode details() {
        return properties.path("policyRule").path("then").path("details");
    }

    /** The effects that an assignment may choose, as the definition spells them. */
    List<String> effects() {
        List<String> effects = new ArrayList<>();
        properties
                .path("parameters")
                .path("effect")
                .path("allowedValues")
                .forEach(value -> effects.add(value.asText()));
        return effects;
    }

    /** The effect that puts things right; empty if only people can. */
    Optional<String> remedy() {
        return effects().stream()
                .filter(effect -> effect.equalsIgnoreCase("modify") || effect.equalsIgnoreCase("deployIfNotExists"))
                .findFirst();
    }

    /** The types that are judged, as the rule spells them and in its order. */
    List<String> types() {
        return spelled(bound.triggers().types());
    }

    /** The types that are looked up beside what is judged. */
    List<String> relatedTypes() {
        return spelled(bound.triggers().relatedTypes());
    }

    private List<String> spelled(Set<String> folded) {
        Set<String> found = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        List<String> spelled = new ArrayList<>();
        List<String> texts = texts(properties.path("policyRule"), new ArrayList<>());
        texts.addAll(new TreeSet<>(folded));
        for (String text : texts) {
            if (folded.contains(text.toLowerCase(Locale.ROOT)) && found.add(text)) {
                spelled.add(text);
            }
        }
        return spelled;
    }

    /** Every text below a value. */
    static List<String> texts(JsonNode value, List<String> into) {
        if (value.isTextual()) {
            into.add(value.textValue());
        }
        value.forEach(each -> texts(each, into));
        return into;
    }
}
