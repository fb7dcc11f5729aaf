package dev.plumbline.policy.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import java.util.Optional;

/**
 * One case.
 *
 * @param suite the suite's name
 * @param kind what is asked
 * @param policy the case's policy, else its suite's; missing for alias values
 * @param json the case as written
 */
public record ConformanceCase(String suite, Kind kind, JsonNode policy, JsonNode json) {

    /** What a case asks of an evaluator. */
    public enum Kind {
        /** The effect that a policy has on a resource. */
        EVALUATE("evaluate"),
        /** Whether a policy loads. */
        PARSE("parse"),
        /** What aliases read on a resource. */
        ALIAS_VALUES("alias-values");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        static Optional<Kind> of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    public String name() {
        return json.path("name").asText();
    }

    JsonNode expect() {
        return json.path("expect");
    }

    /** The policy as a document for the compiler: what is only a condition is put under {@code if}. */
    Compiled<Document> definition() {
        String where = suite + "/" + name();
        Compiled<Document> body = policy.has("text")
                ? Document.parse(where, policy.get("text").asText())
                : Compiled.of(new Document(where, policy.path("body")));
        if (!policy.path("kind").asText().equals("constraint")) {
            return body;
        }
        return body.then(document -> {
            ObjectNode rule = JsonNodeFactory.instance.objectNode();
            rule.set("if", document.root());
            rule.putObject("then").put("effect", "audit");
            return Compiled.of(new Document(where, rule));
        });
    }
}
