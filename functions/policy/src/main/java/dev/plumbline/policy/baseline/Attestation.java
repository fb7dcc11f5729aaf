package dev.plumbline.policy.baseline;

import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.State;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Human evidence: the compliance that somebody attests for one resource and one {@code manual} reference, until a time.
 *
 * @param resourceId in lower case
 * @param assignmentId in lower case
 * @param referenceId in lower case; empty for the assignment of a single definition
 */
record Attestation(
        String id,
        String resourceId,
        String assignmentId,
        Optional<String> referenceId,
        State state,
        Optional<Instant> expiresOn,
        Optional<String> comment) {
    static final String TYPE = "Microsoft.PolicyInsights/attestations";
    private static final List<String> STATES = List.of("Compliant", "NonCompliant", "Unknown");

    static Attestation read(Document document, Issues issues) {
        Members root = Members.of("$", document.root(), issues);
        Members properties = root.has("properties") ? root.child("properties") : root;
        String id = root.required("id", "the id of the attestation: it names the resource");
        if (!id.isEmpty()
                && !id.toLowerCase(Locale.ROOT).contains("/providers/" + TYPE.toLowerCase(Locale.ROOT) + "/")) {
            root.error(
                    "id",
                    "`<resource>/providers/" + TYPE + "/<name>`",
                    "`" + id + "`",
                    "give the id as Azure prints it");
        }
        return new Attestation(
                id,
                ScopePath.ofExtension(id, TYPE).folded(),
                properties
                        .required("policyAssignmentId", "the id of the assignment")
                        .toLowerCase(Locale.ROOT),
                properties
                        .text("policyDefinitionReferenceId")
                        .filter(text -> !text.isBlank())
                        .map(text -> text.toLowerCase(Locale.ROOT)),
                state(properties.word("complianceState", STATES).orElse("Unknown")),
                properties.instant("expiresOn"),
                properties.text("comments"));
    }

    static State state(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "compliant" -> State.COMPLIANT;
            case "noncompliant" -> State.NON_COMPLIANT;
            default -> State.UNKNOWN;
        };
    }

    boolean attests(Target target, String reference) {
        return resourceId.equals(target.id())
                && referenceId.map(reference.toLowerCase(Locale.ROOT)::equals).orElse(true)
                && (expiresOn.isEmpty()
                        || target.now()
                                .map(now -> now.isBefore(expiresOn.get()))
                                .orElse(false));
    }
}
