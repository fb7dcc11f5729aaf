package dev.plumbline.policy.alias;

import java.util.Optional;
import java.util.function.Supplier;

/** What a catalogue makes of a name. */
public sealed interface AliasResolution {

    /**
     * The alias is known.
     *
     * @param alias the alias
     */
    record Known(Alias alias) implements AliasResolution {}

    /**
     * The catalogue may be older than the alias and nothing confirms its path, so the rule cannot be decided.
     *
     * @param nearest finds the alias that is spelled most like it
     */
    record Unconfirmed(Supplier<Optional<String>> nearest) implements AliasResolution {}

    /**
     * The catalogue is complete and does not have it.
     *
     * @param nearest finds the alias that is spelled most like it
     */
    record Unknown(Supplier<Optional<String>> nearest) implements AliasResolution {}
}
