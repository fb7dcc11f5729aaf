package dev.plumbline.policy.baseline;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.template.FieldReader;
import dev.plumbline.policy.template.Names;
import dev.plumbline.policy.template.Place;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an initiative's parameter values may refer to: the initiative's own parameters, and no resource. */
record InitiativeNames(Set<String> parameterNames, Issues issues) implements Names {

    @Override
    public FieldReader field(String name, String path) {
        issues.error(path, "a value without a resource", "`field('" + name + "')`", "use `parameters()` or a literal");
        return frame -> MissingNode.getInstance();
    }

    @Override
    public FieldReader current(@Nullable String name, String path) {
        issues.error(path, "a value without a resource", "`current()`", "use `parameters()` or a literal");
        return frame -> MissingNode.getInstance();
    }

    @Override
    public boolean hasParameter(String name) {
        return parameterNames.stream().anyMatch(name::equalsIgnoreCase);
    }

    @Override
    public Place place() {
        return Place.INITIATIVE_PARAMETER;
    }
}
