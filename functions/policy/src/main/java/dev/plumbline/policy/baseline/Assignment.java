package dev.plumbline.policy.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where an initiative or a definition applies, and with which parameters: a policy assignment in Azure's own words.
 *
 * <p>Immutable. The managed identity is kept as given and not used for judging.
 */
public final class Assignment {
    static final String TYPE = "Microsoft.Authorization/policyAssignments";
    private static final String DEFAULT = "(default assignment)";
    private static final List<String> MODES = List.of("Default", "DoNotEnforce", "Enroll");

    private final String where;
    private final String id;
    private final ScopePath scope;
    private final String policyDefinitionId;
    private final Optional<VersionPattern> version;
    private final List<ScopePath> notScopes;
    private final Map<String, JsonNode> parameters;
    private final EnforcementMode enforcementMode;
    private final List<AssignmentOverride> overrides;
    private final ResourceSelectors resourceSelectors;
    private final List<Message> messages;
    private final JsonNode identity;

    private record Message(Optional<String> referenceId, String text) {}

    private Assignment(
            String where,
            String id,
            ScopePath scope,
            String policyDefinitionId,
            Optional<VersionPattern> version,
            Members properties,
            JsonNode identity) {
        this.where = where;
        this.id = id;
        this.scope = scope;
        this.policyDefinitionId = policyDefinitionId;
        this.version = version;
        this.notScopes =
                properties.texts("notScopes").stream().map(ScopePath::of).toList();
        this.parameters = parameters(properties);
        this.enforcementMode = properties
                .word("enforcementMode", MODES)
                .map(EnforcementMode::of)
                .orElse(EnforcementMode.DEFAULT);
        this.overrides = List.copyOf(AssignmentOverride.read(properties));
        this.resourceSelectors = ResourceSelectors.read(properties);
        this.messages = messages(properties);
        this.identity = identity;
    }

    /** Reads an assignment as `az policy assignment show` prints it; also with the properties at its root. */
    static Assignment read(Document document, Issues issues) {
        Members root = Members.of("$", document.root(), issues);
        Members properties = root.has("properties") ? root.child("properties") : root;
        String id = root.text("id").orElse("");
        ScopePath scope = properties.text("scope").map(ScopePath::of).orElseGet(() -> ScopePath.ofExtension(id, TYPE));
        if (id.isEmpty() && !properties.has("scope")) {
            root.error("id", "the id of the assignment", "nothing", "add `id`, or `properties.scope` and `name`");
        }
        String assignmentId = id.isEmpty()
                ? scope.text() + "/providers/" + TYPE + "/" + root.text("name").orElse("assignment")
                : id;
        String definition = properties.required("policyDefinitionId", "the id of an initiative or a definition");
        Optional<VersionPattern> version = version(properties, "definitionVersion");
        return new Assignment(
                document.where(), assignmentId, scope, definition, version, properties, root.get("identity"));
    }

    /** The assignment that a monitored subscription has when the operator gives none. */
    static Assignment ofSubscription(String subscription, String policyDefinitionId) {
        ScopePath scope = ScopePath.of("/subscriptions/" + subscription);
        String id = scope.text() + "/providers/" + TYPE + "/plumbline";
        Members none = Members.of("$", JsonNodeFactory.instance.objectNode(), new Issues(DEFAULT));
        return new Assignment(DEFAULT, id, scope, policyDefinitionId, Optional.empty(), none, none.get("identity"));
    }

    static Optional<VersionPattern> version(Members members, String name) {
        Optional<String> text = members.text(name);
        Optional<VersionPattern> pattern = text.flatMap(VersionPattern::parse);
        if (text.isPresent() && pattern.isEmpty()) {
            members.error(name, "a version such as `1.*.*`", "`" + text.get() + "`", "write three numbers or `*`");
        }
        return pattern;
    }

    /** The id with the casing that was given. */
    public String id() {
        return id;
    }

    public EnforcementMode enforcementMode() {
        return enforcementMode;
    }

    /** The managed identity as Azure's JSON has it; missing where none is given. */
    public JsonNode identity() {
        return identity;
    }

    /** Whether nobody gave it: a monitored subscription has it because there is no other. */
    boolean byDefault() {
        return where.equals(DEFAULT);
    }

    String where() {
        return where;
    }

    ScopePath scope() {
        return scope;
    }

    String policyDefinitionId() {
        return policyDefinitionId;
    }

    Optional<VersionPattern> version() {
        return version;
    }

    Map<String, JsonNode> parameters() {
        return parameters;
    }

    List<AssignmentOverride> overrides() {
        return overrides;
    }

    /** The message for a resource that is not compliant with a reference: its own first, then the general one. */
    Optional<String> message(String referenceId) {
        Optional<String> general = Optional.empty();
        for (Message message : messages) {
            if (message.referenceId().isEmpty()) {
                general = general.isPresent() ? general : Optional.of(message.text());
            } else if (message.referenceId().get().equalsIgnoreCase(referenceId)) {
                return Optional.of(message.text());
            }
        }
        return general;
    }

    boolean covers(Target target) {
        if (target.tenant() ? !scope.isBroad() : !target.within(scope)) {
            return false;
        }
        for (ScopePath notScope : notScopes) {
            if (target.within(notScope)) {
                return false;
            }
        }
        return resourceSelectors.select(target);
    }

    private static Map<String, JsonNode> parameters(Members properties) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : properties.entries("parameters")) {
            JsonNode value = entry.getValue().path("value");
            if (!entry.getValue().isObject() || value.isMissingNode()) {
                properties.error(
                        "parameters." + entry.getKey(),
                        "an object with `value`",
                        Members.described(entry.getValue()),
                        "write `{\"value\": …}`");
            } else {
                values.put(entry.getKey(), value);
            }
        }
        return Map.copyOf(values);
    }

    private static List<Message> messages(Members properties) {
        List<Message> messages = new ArrayList<>();
        for (Members message : properties.objects("nonComplianceMessages")) {
            messages.add(new Message(
                    message.text("policyDefinitionReferenceId").filter(text -> !text.isBlank()),
                    message.required("message", "the message to show")));
        }
        return List.copyOf(messages);
    }

    @Override
    public String toString() {
        return id.toLowerCase(Locale.ROOT);
    }
}
