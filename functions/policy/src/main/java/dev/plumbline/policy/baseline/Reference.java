package dev.plumbline.policy.baseline;

import dev.plumbline.policy.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One definition as an initiative refers to it.
 *
 * @param id the policyDefinitionReferenceId as spelled
 * @param definitionId the id of the definition, wherever it may be stored
 * @param version which versions will do; empty for any
 * @param parameters what the initiative hands to the definition, in terms of its own parameters
 * @param controls the groups that the reference belongs to
 * @param path where it stands in the initiative
 */
record Reference(
        String id,
        String definitionId,
        Optional<VersionPattern> version,
        Map<String, Template> parameters,
        List<String> controls,
        String path) {

    Reference {
        parameters = Map.copyOf(parameters);
        controls = List.copyOf(controls);
    }

    String definitionName() {
        return lastSegment(definitionId);
    }

    static String lastSegment(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
