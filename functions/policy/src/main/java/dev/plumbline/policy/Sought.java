package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.effect.Details;
import dev.plumbline.policy.template.EvaluationFailure;
import dev.plumbline.policy.template.Frame;
import dev.plumbline.policy.template.ParameterFrame;
import dev.plumbline.policy.template.Template;
import dev.plumbline.policy.template.UnknownValue;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a rule looks for beside a resource, whichever resource that is.
 *
 * @param type the related type, as the definition spells it
 * @param name the related name; empty: any
 * @param nameUnknown whether the rule asks for a name that only a deployment knows
 * @param kind the related kind; empty: any
 * @param resourceGroupName the resource group to look in; empty: that of the resource
 * @param existenceScope how far to look
 * @param shown all of that, as a reason shows it
 */
record Sought(
        String type,
        Optional<String> name,
        boolean nameUnknown,
        Optional<String> kind,
        Optional<String> resourceGroupName,
        ExistenceScope existenceScope,
        JsonNode shown) {

    private static final String TYPE = "type";
    private static final String NAME = "name";
    private static final String KIND = "kind";
    private static final String GROUP = "resourceGroupName";
    private static final String SCOPE = "existenceScope";

    /** What is looked for in every evaluation alike; empty if that depends on it, or would fail. */
    static Optional<Sought> always(Details.Existence existence) {
        boolean constant = Stream.of(TYPE, NAME, KIND, GROUP, SCOPE)
                .flatMap(member -> existence.member(member).stream())
                .allMatch(Template::constant);
        if (!constant) {
            return Optional.empty();
        }
        try {
            return Optional.of(in(existence, ParameterFrame.folding()));
        } catch (EvaluationFailure whenEvaluated) {
            return Optional.empty();
        }
    }

    /** What is looked for in an evaluation. */
    static Sought in(Details.Existence existence, Frame frame) {
        String type = text(existence, TYPE, frame).orElse("");
        if (type.isEmpty()) {
            throw new EvaluationFailure("`details.type`: expected a resource type, found none; correct the expression");
        }
        ExistenceScope scope =
                text(existence, SCOPE, frame).map(ExistenceScope::named).orElse(ExistenceScope.RESOURCE_GROUP);
        Optional<String> name = Optional.empty();
        boolean nameUnknown = false;
        try {
            name = text(existence, NAME, frame);
        } catch (UnknownValue onlyDeployment) {
            nameUnknown = true;
        }
        Optional<String> kind = text(existence, KIND, frame);
        Optional<String> group = text(existence, GROUP, frame);
        return new Sought(type, name, nameUnknown, kind, group, scope, shown(type, name, kind, group, scope));
    }

    private static Optional<String> text(Details.Existence existence, String member, Frame frame) {
        Optional<Template> template = existence.member(member);
        if (template.isEmpty()) {
            return Optional.empty();
        }
        JsonNode value = template.get().evaluate(frame);
        if (value.isNull()) {
            return Optional.empty();
        }
        if (value.isMissingNode() || !value.isTextual()) {
            throw new EvaluationFailure("`details." + member + "`: expected a text, found "
                    + (value.isMissingNode() ? "none" : "`" + value + "`") + "; correct the expression");
        }
        return Optional.of(value.textValue());
    }

    private static JsonNode shown(
            String type,
            Optional<String> name,
            Optional<String> kind,
            Optional<String> group,
            ExistenceScope existenceScope) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put(TYPE, type);
        name.ifPresent(value -> shown.put(NAME, value));
        kind.ifPresent(value -> shown.put(KIND, value));
        group.ifPresent(value -> shown.put(GROUP, value));
        shown.put(SCOPE, existenceScope.wireName());
        return shown;
    }

    /** The lookup of it beside a resource. */
    RelatedQuery beside(PreparedResource resource) {
        return new RelatedQuery(resource, type, name, kind, resourceGroupName, existenceScope);
    }
}
