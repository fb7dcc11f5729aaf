package dev.plumbline.policy.baseline;

import dev.plumbline.policy.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What one rule of one assignment says about one resource.
 *
 * @param rule the rule
 * @param effect the effect in force for this resource, overrides included, as spelled; empty where the rule is broken
 * @param verdict the verdict; an exempt one keeps the reasons that it would have had
 * @param exemptionId the exemption that applies, if one does
 */
public record Assessment(AssignedRule rule, String effect, Verdict verdict, Optional<String> exemptionId) {

    public String assignmentId() {
        return rule.assignment().id();
    }

    public String referenceId() {
        return rule.referenceId();
    }

    public String definitionId() {
        return rule.definitionId();
    }

    public String definitionName() {
        return rule.definitionName();
    }

    public String displayName() {
        return rule.displayName();
    }

    public Severity severity() {
        return rule.severity();
    }

    public List<String> controls() {
        return rule.controls();
    }

    public EnforcementMode enforcementMode() {
        return rule.assignment().enforcementMode();
    }
}
