package dev.plumbline.cli.export;

import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.alias.AliasResolution;
import java.util.List;
import java.util.Optional;

/**
 * The aliases that Azure is known to have: those of its own list in the jar, and those that the operator's list adds. One alias
 * that Azure does not have makes it refuse a definition, and with it the initiative.
 *
 * @param more the operator's list
 */
record KnownAliases(Optional<AliasCatalogue> more) {

    /** The aliases of a definition that are not known, sorted; or every issue that keeps it from being compiled. */
    Compiled<List<String>> unknown(Document definition) {
        return Definition.compile(definition, AliasCatalogue.listed())
                .then(compiled -> Compiled.of(compiled.unconfirmedAliases().stream()
                        .filter(alias -> !listed(alias))
                        .sorted()
                        .toList()));
    }

    private boolean listed(String alias) {
        return more.map(catalogue -> catalogue.resolve(alias) instanceof AliasResolution.Known)
                .orElse(false);
    }
}
