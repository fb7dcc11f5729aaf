package dev.plumbline.policy.baseline;

import java.util.ArrayList;
import java.util.List;

/**
 * The {@code resourceSelectors} of an assignment or exemption: a resource must satisfy every selector of at least one group.
 *
 * <p>Without groups every resource is selected.
 */
record ResourceSelectors(List<List<Selector>> groups) {

    ResourceSelectors {
        groups = groups.stream().map(List::copyOf).toList();
    }

    static ResourceSelectors read(Members properties) {
        List<List<Selector>> groups = new ArrayList<>();
        for (Members group : properties.objects("resourceSelectors")) {
            List<Selector> selectors = new ArrayList<>();
            for (Members selector : group.objects("selectors")) {
                Selector.ofResource(selector).ifPresent(selectors::add);
            }
            groups.add(selectors);
        }
        return new ResourceSelectors(groups);
    }

    boolean select(Target target) {
        if (groups.isEmpty()) {
            return true;
        }
        for (List<Selector> group : groups) {
            if (group.stream().allMatch(selector -> selector.selects(target))) {
                return true;
            }
        }
        return false;
    }
}
