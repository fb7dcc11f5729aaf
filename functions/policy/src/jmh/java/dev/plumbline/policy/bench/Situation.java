package dev.plumbline.policy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.Binding;
import dev.plumbline.policy.BoundDefinition;
import dev.plumbline.policy.BuiltIns;
import dev.plumbline.policy.Context;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.DefinitionScope;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Lookup;
import dev.plumbline.policy.Membership;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.RelatedQuery;
import dev.plumbline.policy.State;
import dev.plumbline.policy.Verdict;
import dev.plumbline.policy.ViewDocument;
import dev.plumbline.policy.World;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A built-in definition bound to parameters, with a compliant resource and what surrounds it.
 *
 * @param definition compiled and bound
 * @param resource prepared
 * @param world everything that was looked up beforehand
 */
record Situation(BoundDefinition definition, PreparedResource resource, World world) {

    /** The situation in the resource file named like the definition. */
    static Situation named(String definition) {
        JsonNode file = read(definition + ".json").root();
        List<PreparedResource> related = new ArrayList<>();
        file.required("related").forEach(each -> related.add(PreparedResource.of(each)));
        return of(
                definition,
                (ObjectNode) file.required("parameters"),
                PreparedResource.of(file.required("resource")),
                new Fixed(new Context((ObjectNode) file.required("context")), new Lookup.Found(related)));
    }

    /** A definition about accounts, over an ordinary account. */
    static Situation ofAccount(String definition) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("effect", "Audit");
        return of(definition, parameters, account(), nothingElse());
    }

    static PreparedResource account() {
        return PreparedResource.of(read("account.json").root());
    }

    /** A world with nothing in it but the resource. */
    static World nothingElse() {
        return new Fixed(Context.empty(), new Lookup.Found(List.of()));
    }

    private static Situation of(String name, ObjectNode parameters, PreparedResource resource, World world) {
        Definition definition = Definition.compile(
                        BuiltIns.named(name + ".json").document(), AliasCatalogue.bundled())
                .orElseThrow();
        Map<String, JsonNode> values = new HashMap<>();
        parameters.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        Situation situation = new Situation(definition.bind(Binding.of(values)).orElseThrow(), resource, world);
        Verdict verdict = situation.evaluate();
        if (verdict.state() != State.COMPLIANT) {
            throw new IllegalStateException(name + ": expected a compliant resource, found " + verdict);
        }
        return situation;
    }

    Verdict evaluate() {
        return definition.evaluate(resource, world);
    }

    static Document read(String file) {
        return Document.parse(file, bytes(file)).orElseThrow();
    }

    static byte[] bytes(String file) {
        try (InputStream in = Objects.requireNonNull(Situation.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A world prepared beforehand, so that nothing but the evaluation is measured. */
    private record Fixed(Context context, Lookup related) implements World {

        @Override
        public Lookup related(RelatedQuery query) {
            return related;
        }

        @Override
        public ViewDocument view(String view, PreparedResource target, Set<String> sections) {
            throw new IllegalStateException("no benchmark reads a view");
        }

        @Override
        public Membership reach(DefinitionScope scope, PreparedResource target) {
            return Membership.INSIDE;
        }

        @Override
        public Context context(PreparedResource target) {
            return context;
        }
    }
}
