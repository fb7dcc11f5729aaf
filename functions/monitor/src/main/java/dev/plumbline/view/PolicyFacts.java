package dev.plumbline.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.estate.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Assignments of Azure Policy with the definitions behind them and the effects that these come to. */
final class PolicyFacts {
    private static final String ASSIGNMENTS = "Microsoft.Authorization/policyAssignments";

    private PolicyFacts() {}

    /** The assignments at or above a resource; those on resource groups too where it is a subscription. */
    static ArrayNode around(ResourceId resource, Reads reads) {
        String subscription = RoleFacts.subscription(resource);
        boolean whole = !resource.isResource() && resource.resourceGroup().isEmpty();
        ArrayNode facts = Json.array();
        for (ObjectNode assignment : reads.in(subscription, ASSIGNMENTS)) {
            String scope = scope(assignment);
            String key = scope.toLowerCase(Locale.ROOT);
            boolean group = ResourceId.tryParse(scope)
                    .filter(id -> !id.isResource() && id.resourceGroup().isPresent())
                    .isPresent();
            if (RoleFacts.covers(key, resource.key()) || whole && group) {
                facts.add(fact(assignment, scope, resource, reads));
            }
        }
        return facts;
    }

    private static String scope(JsonNode assignment) {
        String said = Json.text(assignment, "properties", "scope");
        return said.isBlank()
                ? ResourceId.tryParse(Json.text(assignment, "id"))
                        .flatMap(ResourceId::scope)
                        .map(ResourceId::toString)
                        .orElse("/")
                : said;
    }

    private static ObjectNode fact(JsonNode assignment, String scope, ResourceId resource, Reads reads) {
        JsonNode properties = Json.at(assignment, "properties");
        String assigned = Json.text(properties, "policyDefinitionId");
        String mode = Json.text(properties, "enforcementMode");
        ObjectNode fact = Json.object()
                .put("id", Json.text(assignment, "id"))
                .put("displayName", Json.text(properties, "displayName"))
                .put("scope", scope)
                .put("level", RoleFacts.level(scope.toLowerCase(Locale.ROOT), resource.key()))
                .put("enforcementMode", mode.isEmpty() ? "Default" : mode)
                .put("policyDefinitionId", assigned)
                .put("excluded", excluded(properties, resource))
                .put("identityType", Json.text(assignment, "identity", "type"));
        JsonNode parameters = Json.at(properties, "parameters");
        fact.set("parameters", parameters.isObject() ? parameters : Json.object());
        Set<String> names = new TreeSet<>(Set.of(last(assigned)));
        Set<String> effects = new TreeSet<>();
        Assigned behind = new Assigned(properties, reads);
        behind.collect(assigned, names, effects);
        if (!Json.at(properties, "resourceSelectors").isEmpty() || !behind.added.isEmpty()) {
            behind.denied.narrow();
        }
        fact.set("definitionIds", texts(names));
        fact.set("effects", texts(effects));
        fact.set("undeletable", texts(behind.denied.always()));
        fact.set("perhapsUndeletable", texts(behind.denied.perhaps()));
        return fact;
    }

    private static boolean excluded(JsonNode properties, ResourceId resource) {
        for (JsonNode not : Json.at(properties, "notScopes")) {
            String key = not.asText("").toLowerCase(Locale.ROOT);
            if (!key.isEmpty() && (resource.key().equals(key) || resource.key().startsWith(key + "/"))) {
                return true;
            }
        }
        return false;
    }

    private static ArrayNode texts(Set<String> texts) {
        ArrayNode array = Json.array();
        texts.forEach(array::add);
        return array;
    }

    private static String last(String id) {
        return id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    /** One assignment on the way to its effects. */
    private static final class Assigned {
        private final JsonNode assignment;
        private final Reads reads;
        private final Map<String, String> overrides = new LinkedHashMap<>();
        /** Of overrides for some resources or all but some definitions: in force beside what they override. */
        private final Set<String> added = new TreeSet<>();

        private final DeniedDeletion denied = new DeniedDeletion();
        private Optional<String> overridden = Optional.empty();

        Assigned(JsonNode assignment, Reads reads) {
            this.assignment = assignment;
            this.reads = reads;
            for (JsonNode each : Json.at(assignment, "overrides")) {
                if (Json.is(each, "policyEffect", "kind")) {
                    override(each);
                }
            }
        }

        private void override(JsonNode override) {
            String effect = Json.text(override, "value").toLowerCase(Locale.ROOT);
            List<String> named = new ArrayList<>();
            boolean partly = false;
            for (JsonNode selector : Json.at(override, "selectors")) {
                JsonNode references = Json.at(selector, "in");
                partly |= !Json.is(selector, "policyDefinitionReferenceId", "kind") || !references.isArray();
                references.forEach(reference -> named.add(reference.asText().toLowerCase(Locale.ROOT)));
            }
            if (partly) {
                added.add(effect);
            } else if (named.isEmpty()) {
                overridden = Optional.of(effect);
            } else {
                named.forEach(reference -> overrides.put(reference, effect));
            }
        }

        void collect(String id, Set<String> names, Set<String> effects) {
            overridden.ifPresent(effects::add);
            effects.addAll(overrides.values());
            effects.addAll(added);
            Optional<ObjectNode> document = definition(id, reads);
            JsonNode parameters = Json.at(assignment, "parameters");
            if (document.isEmpty()) {
                Optional<String> said = value(parameters, "effect");
                said.ifPresent(effects::add);
                effects.forEach(denied::unread);
                return;
            }
            JsonNode body = Json.at(document.get(), "properties");
            if (!Json.at(body, "policyDefinitions").isArray()) {
                Optional<String> effect = overridden.or(() -> effect(body, parameters));
                effect.ifPresent(effects::add);
                effect.ifPresent(each -> denied.add(each, body, parameters));
                added.forEach(denied::unread);
                return;
            }
            for (JsonNode reference : Json.at(body, "policyDefinitions")) {
                String member = Json.text(reference, "policyDefinitionId");
                names.add(last(member));
                String name =
                        Json.text(reference, "policyDefinitionReferenceId").toLowerCase(Locale.ROOT);
                ObjectNode values = passed(reference, body, parameters);
                Optional<JsonNode> definition = definition(member, reads).map(found -> Json.at(found, "properties"));
                Optional<String> effect = overridden
                        .or(() -> Optional.ofNullable(overrides.get(name)))
                        .or(() -> definition
                                .map(found -> effect(found, values))
                                .orElseGet(() -> value(values, "effect")));
                effect.ifPresent(effects::add);
                effect.ifPresent(each -> definition.ifPresentOrElse(
                        found -> denied.add(each, found, values), () -> denied.unread(each)));
            }
            added.forEach(denied::unread);
        }

        /** The parameters of one definition of an initiative: what the reference gives, filled in from the assignment. */
        private static ObjectNode passed(JsonNode reference, JsonNode initiative, JsonNode given) {
            ObjectNode values = Json.object();
            Json.at(reference, "parameters").fields().forEachRemaining(each -> {
                JsonNode value = DeniedDeletion.resolved(Json.at(each.getValue(), "value"), initiative, given);
                if (!value.isMissingNode()) {
                    values.putObject(each.getKey()).set("value", value);
                }
            });
            return values;
        }

        private static Optional<String> effect(JsonNode definition, JsonNode parameters) {
            return resolved(Json.at(definition, "policyRule", "then", "effect"), definition, parameters);
        }

        private static Optional<String> resolved(JsonNode value, JsonNode declaring, JsonNode given) {
            return Optional.of(DeniedDeletion.resolved(value, declaring, given).asText(""))
                    .filter(text -> !text.isEmpty())
                    .map(text -> text.toLowerCase(Locale.ROOT));
        }

        private static Optional<String> value(JsonNode parameters, String name) {
            return Optional.of(Json.text(parameters, name, "value"))
                    .filter(text -> !text.isEmpty())
                    .map(text -> text.toLowerCase(Locale.ROOT));
        }
    }

    /** A definition or initiative; empty where it does not exist or cannot be read. */
    private static Optional<ObjectNode> definition(String id, Reads reads) {
        try {
            return ResourceId.tryParse(id).flatMap(reads::find);
        } catch (Unread unknown) {
            return Optional.empty();
        }
    }
}
