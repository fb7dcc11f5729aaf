package dev.plumbline.policy.effect;

import dev.plumbline.policy.value.Comparison;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The effects that a rule can have, and what a match means for a resource that exists. */
public enum Effect {
    /** Reports. */
    AUDIT("audit", Family.FINDING),
    /** Refuses a request that would match. */
    DENY("deny", Family.FINDING),
    /** Nothing at all. */
    DISABLED("disabled", Family.NOTHING),
    /** Adds fields to a request. */
    APPEND("append", Family.FINDING),
    /** Changes fields of a request, and of a resource by remediation. */
    MODIFY("modify", Family.FINDING),
    /** Reports where a related resource is missing. */
    AUDIT_IF_NOT_EXISTS("auditIfNotExists", Family.EXISTENCE),
    /** Deploys a related resource that is missing. */
    DEPLOY_IF_NOT_EXISTS("deployIfNotExists", Family.EXISTENCE),
    /** Refuses an action on what matches. */
    DENY_ACTION("denyAction", Family.PROTECTION),
    /** People attest. */
    MANUAL("manual", Family.ATTESTATION),
    /** Changes a request to a cluster. */
    MUTATE("mutate", Family.AGENT),
    /** Makes a network a member of a group. */
    ADD_TO_NETWORK_GROUP("addToNetworkGroup", Family.AGENT),
    /** Hands a constraint to a cluster. */
    ENFORCE_OPA_CONSTRAINT("enforceOPAConstraint", Family.AGENT),
    /** Hands a rule to a cluster. */
    ENFORCE_REGO_POLICY("enforceRegoPolicy", Family.AGENT),
    /** Hands a setting to a data plane. */
    ENFORCE_SETTING("enforceSetting", Family.AGENT),
    /** Reports an action. */
    AUDIT_ACTION("auditAction", Family.AGENT);

    /** What a match means. */
    public enum Family {
        /** The resource is not compliant. */
        FINDING,
        /** It depends on related resources. */
        EXISTENCE,
        /** The resource is protected, which says nothing about how it is set. */
        PROTECTION,
        /** It depends on what people attest. */
        ATTESTATION,
        /** Only an agent of the provider can tell. */
        AGENT,
        /** Nothing. */
        NOTHING
    }

    private final String wire;
    private final Family family;

    Effect(String wire, Family family) {
        this.wire = wire;
        this.family = family;
    }

    /** The effect of this name, ignoring case. */
    public static Optional<Effect> named(String name) {
        return Arrays.stream(values())
                .filter(effect -> Comparison.sameName(effect.wire, name.trim()))
                .findFirst();
    }

    /** Every effect's name. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Effect::wireName).toList();
    }

    /** The name in a definition. */
    public String wireName() {
        return wire;
    }

    /** What a match means. */
    public Family family() {
        return family;
    }
}
