package dev.plumbline.policy;

import java.util.List;

/** A definition with its parameter values filled in, evaluated many times. */
public final class BoundDefinition {

    private final Definition definition;

    BoundDefinition(Definition definition) {
        this.definition = definition;
    }

    /** The definition. */
    public Definition definition() {
        return definition;
    }

    /** Evaluates. */
    public Verdict evaluate(PreparedResource resource, World world) {
        throw new UnsupportedOperationException(resource.id() + world);
    }

    public Triggers triggers() {
        throw new UnsupportedOperationException();
    }

    /** The resolved effect's name as spelled. */
    public String effect() {
        return "";
    }

    /** The guards' outcomes. */
    public List<GuardResult> guards(PreparedResource resource, World world) {
        throw new UnsupportedOperationException(resource.id() + world);
    }

    /** The operations of a modify effect, resolved. */
    public List<PlannedOperation> operations(PreparedResource resource, World world) {
        throw new UnsupportedOperationException(resource.id() + world);
    }
}
