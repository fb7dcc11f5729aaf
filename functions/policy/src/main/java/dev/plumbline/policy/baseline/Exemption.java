package dev.plumbline.policy.baseline;

import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issues;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A waiver: resources below a scope that an assignment, or some of its references, do not count against until a time.
 *
 * @param assignmentId in lower case
 * @param references policyDefinitionReferenceIds in lower case; empty for all
 */
record Exemption(
        String id,
        ScopePath scope,
        String assignmentId,
        Set<String> references,
        String category,
        Optional<Instant> expiresOn,
        ResourceSelectors resourceSelectors) {
    static final String TYPE = "Microsoft.Authorization/policyExemptions";
    private static final List<String> CATEGORIES = List.of("Waiver", "Mitigated");

    static Exemption read(Document document, Issues issues) {
        Members root = Members.of("$", document.root(), issues);
        Members properties = root.has("properties") ? root.child("properties") : root;
        String id = root.required("id", "the id of the exemption: it names the scope");
        if (!id.isEmpty()
                && !id.toLowerCase(Locale.ROOT).contains("/providers/" + TYPE.toLowerCase(Locale.ROOT) + "/")) {
            root.error(
                    "id", "`<scope>/providers/" + TYPE + "/<name>`", "`" + id + "`", "give the id as Azure prints it");
        }
        if (!properties.has("exemptionCategory")) {
            properties.error("exemptionCategory", "`Waiver` or `Mitigated`", "nothing", "add `exemptionCategory`");
        }
        return new Exemption(
                id,
                ScopePath.ofExtension(id, TYPE),
                properties
                        .required("policyAssignmentId", "the id of the assignment")
                        .toLowerCase(Locale.ROOT),
                properties.texts("policyDefinitionReferenceIds").stream()
                        .map(reference -> reference.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()),
                properties.word("exemptionCategory", CATEGORIES).orElse(""),
                properties.instant("expiresOn"),
                ResourceSelectors.read(properties));
    }

    /** Whether the resource is exempt from the reference now; at the instant of {@code expiresOn} it no longer is. */
    boolean exempts(Target target, String referenceId) {
        return (references.isEmpty() || references.contains(referenceId.toLowerCase(Locale.ROOT)))
                && target.within(scope)
                && lasts(target)
                && resourceSelectors.select(target);
    }

    String message() {
        String end = expiresOn.map(time -> " until " + time).orElse("");
        return "exempt" + end + " by `" + id + "`" + (category.isEmpty() ? "" : " (" + category + ")");
    }

    /** Without a time to compare with, an exemption that ends counts as ended: not knowing is not passing. */
    private boolean lasts(Target target) {
        return expiresOn.isEmpty()
                || target.now().map(now -> now.isBefore(expiresOn.get())).orElse(false);
    }
}
