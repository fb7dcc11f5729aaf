package dev.plumbline.policy.baseline;

import dev.plumbline.policy.Issue;
import java.util.List;

/**
 * A baseline that was compiled as far as possible.
 *
 * @param baseline always there; what is broken in it is {@code unknown}
 * @param issues everything that is wrong with the files
 */
public record BaselineLoad(Baseline baseline, List<Issue> issues) {

    public BaselineLoad {
        issues = List.copyOf(issues);
    }
}
