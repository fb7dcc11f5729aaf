package dev.plumbline.cli.export;

import dev.plumbline.estate.ScopeTag;
import dev.plumbline.policy.alias.AliasCatalogue;
import java.util.Optional;

/**
 * What an export is asked for.
 *
 * @param prevent whether definitions refuse what they are about, where they can
 * @param tag the tag that says what AI workloads lean on
 * @param catalogue aliases that Azure has besides those in the jar
 */
public record ExportRequest(boolean prevent, Optional<ScopeTag> tag, Optional<AliasCatalogue> catalogue) {

    KnownAliases aliases() {
        return new KnownAliases(catalogue);
    }
}
