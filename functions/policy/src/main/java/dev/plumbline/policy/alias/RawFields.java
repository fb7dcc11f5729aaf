package dev.plumbline.policy.alias;

import java.util.Optional;

/** Takes every name for a path from the root of the resource. */
final class RawFields implements AliasCatalogue {

    static final RawFields INSTANCE = new RawFields();

    private RawFields() {}

    @Override
    public AliasResolution resolve(String name) {
        return new AliasResolution.Known(Alias.of(name, PropertyPath.parse(name)));
    }

    @Override
    public Optional<Boolean> indexed(String foldedType) {
        return Optional.empty();
    }
}
