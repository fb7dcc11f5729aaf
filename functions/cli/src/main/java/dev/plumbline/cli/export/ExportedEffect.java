package dev.plumbline.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.policy.effect.Effect;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The effects that a definition is exported with. What changes resources is not among them: Azure Policy knows no guards, and
 * would close what nobody has made sure may be closed.
 *
 * @param initial the effect without any assignment's word
 * @param allowed all that an assignment may choose
 */
record ExportedEffect(Effect initial, Set<Effect> allowed) {
    private static final Set<Effect> CARRIED =
            Set.of(Effect.AUDIT, Effect.DENY, Effect.AUDIT_IF_NOT_EXISTS, Effect.MANUAL, Effect.DISABLED);
    private static final List<Effect> LOOKING = List.of(Effect.AUDIT, Effect.AUDIT_IF_NOT_EXISTS, Effect.MANUAL);

    /** Copies the effects, in their order. */
    ExportedEffect {
        allowed = new LinkedHashSet<>(allowed);
    }

    /** From the parameter that gives the effect; empty if what remains would look at nothing. */
    static Optional<ExportedEffect> of(JsonNode parameter, boolean prevent, boolean mayDeny) {
        Set<Effect> allowed = new LinkedHashSet<>();
        JsonNode values = parameter.path("allowedValues");
        (values.isArray() ? values : List.of(parameter.path("defaultValue")))
                .forEach(value -> Effect.named(value.asText()).ifPresent(allowed::add));
        allowed.retainAll(CARRIED);
        if (!mayDeny) {
            allowed.remove(Effect.DENY);
        }
        Optional<Effect> looking = LOOKING.stream().filter(allowed::contains).findFirst();
        Optional<Effect> given = Effect.named(parameter.path("defaultValue").asText())
                .filter(effect -> allowed.contains(effect) && effect != Effect.DENY);
        Optional<Effect> initial =
                prevent && allowed.contains(Effect.DENY) ? Optional.of(Effect.DENY) : given.or(() -> looking);
        return looking.flatMap(any -> initial).map(effect -> new ExportedEffect(effect, allowed));
    }

    /** The name as Azure's built-in definitions spell it. */
    static String spelled(Effect effect) {
        String name = effect.wireName();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Writes the effects into the parameter that gives them. */
    void writeTo(ObjectNode parameter) {
        ArrayNode values = parameter.putArray("allowedValues");
        allowed.forEach(effect -> values.add(spelled(effect)));
        parameter.put("defaultValue", spelled(initial));
    }
}
