package dev.plumbline.cli.guide;

import dev.plumbline.cli.InvalidInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every rule of a folder, in the order of families and names. */
public final class RuleGuide {
    private final List<GuidedRule> rules;

    private RuleGuide(List<GuidedRule> rules) {
        this.rules = rules;
    }

    /**
     * Reads the rules.
     *
     * @param files their {@code policy.json}
     * @throws InvalidInput with every mistake
     */
    public static RuleGuide read(List<Path> files) {
        List<GuidedRule> rules = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        for (Path file : files) {
            try {
                rules.add(GuidedRule.read(file));
            } catch (InvalidInput wrong) {
                mistakes.addAll(wrong.messages());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidInput(mistakes);
        }
        rules.sort(Comparator.comparing(GuidedRule::family).thenComparing(GuidedRule::name));
        return new RuleGuide(rules);
    }

    /** The page {@code docs/rules.md}. */
    public List<String> markdown() {
        return new GuideMarkdown(rules).lines();
    }

    /** A line for each rule, after a head. */
    public List<String> table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("RULE", "SEVERITY", "SCOPE", "REMEDY", "WHAT"));
        for (GuidedRule rule : rules) {
            rows.add(List.of(
                    rule.name(),
                    rule.metadata().path("severity").asText(),
                    rule.metadata().path("scope").asText("all"),
                    rule.remedy().orElse("people"),
                    rule.text("displayName")));
        }
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length - 1; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            lines.add(line.append(row.get(widths.length - 1)).toString());
        }
        return lines;
    }
}
