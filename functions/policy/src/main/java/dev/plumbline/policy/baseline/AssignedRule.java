package dev.plumbline.policy.baseline;

import dev.plumbline.policy.BoundDefinition;
import dev.plumbline.policy.Definition;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.State;
import dev.plumbline.policy.Verdict;
import dev.plumbline.policy.World;
import java.util.List;
import java.util.Optional;

/**
 * One definition as an assignment puts it to use: one reference of the assigned initiative, or the assigned definition.
 *
 * <p>Immutable and shared between threads. The same definition referred to twice, or assigned twice, gives rules that know
 * nothing of each other.
 */
public final class AssignedRule {
    private static final String CHANGE = "change";

    private final Assignment assignment;
    private final Reference reference;
    private final Variants variants;
    private final List<Exemption> exemptions;
    private final List<Attestation> attestations;
    private final Optional<String> message;
    private final boolean judgesChanges;
    private final boolean looksBeside;

    AssignedRule(
            Assignment assignment,
            Reference reference,
            Variants variants,
            List<Exemption> exemptions,
            List<Attestation> attestations) {
        this.assignment = assignment;
        this.reference = reference;
        this.variants = variants;
        this.exemptions = List.copyOf(exemptions);
        this.attestations = List.copyOf(attestations);
        this.message = assignment.message(reference.id());
        this.looksBeside = variants.outlines().stream()
                .map(Outline::triggers)
                .anyMatch(triggers -> triggers.view().isPresent()
                        || !triggers.relatedTypes().isEmpty()
                        || triggers.existenceScope().isPresent());
        this.judgesChanges = variants.outlines().stream()
                .anyMatch(outline -> outline.triggers()
                        .view()
                        .filter(CHANGE::equalsIgnoreCase)
                        .isPresent());
    }

    /** Whether it judges events, each by itself, and not how the resource is set. */
    public boolean judgesChanges() {
        return judgesChanges;
    }

    /** Whether what it says of a resource may depend on what is read beside the resource. */
    public boolean looksBeside() {
        return looksBeside;
    }

    /** Whether an exemption waives the rule for the resource at the moment of the world. */
    public boolean exempts(PreparedResource resource, World world) {
        Target target = new Target(resource, world);
        return exemptions.stream().anyMatch(exemption -> exemption.exempts(target, reference.id()));
    }

    /** The assignment that this rule comes from. */
    public Assignment assignment() {
        return assignment;
    }

    /** The policyDefinitionReferenceId; for a single assigned definition its name. */
    public String referenceId() {
        return reference.id();
    }

    /** The id of the definition as the reference gives it. */
    public String definitionId() {
        return reference.definitionId();
    }

    /** The last segment of the definition's id. */
    public String definitionName() {
        return reference.definitionName();
    }

    /** The controls that the rule serves: the names of the initiative's groups. */
    public List<String> controls() {
        return reference.controls();
    }

    /** The definition; empty where the reference does not resolve or does not compile, so that its verdict is unknown. */
    public Optional<Definition> definition() {
        return variants.first().map(BoundDefinition::definition);
    }

    /** What people call the rule. */
    public String displayName() {
        return definition().map(this::shown).orElse(reference.id());
    }

    private String shown(Definition definition) {
        String name = definition.displayName();
        return name.isEmpty() ? reference.id() : name;
    }

    /** From {@code metadata.severity}; medium where the definition says nothing. */
    public Severity severity() {
        return definition()
                .flatMap(definition ->
                        Severity.of(definition.metadata().path("severity").asText()))
                .orElse(Severity.MEDIUM);
    }

    /** The definition with its parameters as it applies to a resource: overrides may differ from resource to resource. */
    public Optional<BoundDefinition> boundFor(PreparedResource resource, World world) {
        return variants.choose(new Target(resource, world)).bound();
    }

    Variants variants() {
        return variants;
    }

    /** Whether the assignment's scopes and selectors hold the resource. */
    public boolean covers(PreparedResource resource, World world) {
        return assignment.covers(new Target(resource, world));
    }

    /** The rule's word on a resource with other parameter values than the assignment's: overrides are left aside. */
    public Assessment assess(BoundDefinition bound, PreparedResource resource, World world) {
        Target target = new Target(resource, world);
        return assess(bound, resource, world, target);
    }

    private Assessment assess(BoundDefinition bound, PreparedResource resource, World world, Target target) {
        Verdict verdict = bound.evaluate(resource, world);
        return exempted(bound.effect(), explained(attested(verdict, target), bound.definition()), target);
    }

    /** The rule's word on a resource. */
    public Assessment assess(PreparedResource resource, World world) {
        return assess(resource, world, new Target(resource, world));
    }

    Assessment assess(PreparedResource resource, World world, Target target) {
        Variants.Variant variant = variants.choose(target);
        if (variant.bound().isEmpty()) {
            return exempted(variant.effect(), Verdict.unknown(variant.problem()), target);
        }
        BoundDefinition bound = variant.bound().get();
        return assess(bound, resource, world, target);
    }

    /** A manual rule is decided by an attestation as long as that lasts; else its default state stands. */
    private Verdict attested(Verdict verdict, Target target) {
        if (attestations.isEmpty()) {
            return verdict;
        }
        boolean manual = verdict.triggered()
                .filter(triggered -> triggered.effect().equalsIgnoreCase("manual"))
                .isPresent();
        if (!manual) {
            return verdict;
        }
        for (Attestation attestation : attestations) {
            if (attestation.attests(target, reference.id())) {
                return verdict.as(attestation.state(), "attested by `" + attestation.id() + "`");
            }
        }
        return verdict;
    }

    private Verdict explained(Verdict verdict, Definition definition) {
        if (verdict.state() != State.NON_COMPLIANT) {
            return verdict;
        }
        if (message.isEmpty() && !verdict.message().isEmpty()) {
            return verdict;
        }
        return verdict.as(State.NON_COMPLIANT, message.isPresent() ? message.get() : shown(definition));
    }

    private Assessment exempted(String effect, Verdict verdict, Target target) {
        if (verdict.state() != State.NOT_APPLICABLE) {
            for (Exemption exemption : exemptions) {
                if (exemption.exempts(target, reference.id())) {
                    return new Assessment(
                            this, effect, verdict.as(State.EXEMPT, exemption.message()), Optional.of(exemption.id()));
                }
            }
        }
        return new Assessment(this, effect, verdict, Optional.empty());
    }
}
