package dev.plumbline.cli.guide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A resource in Bicep, below its parents, with nothing but what a rule sets. */
final class ResourceSnippet {
    private final String type;
    private final String version;
    private final boolean ofSubscription;

    ResourceSnippet(String type, String version, boolean ofSubscription) {
        this.type = type;
        this.version = version;
        this.ofSubscription = ofSubscription;
    }

    List<String> lines(ObjectNode body, Collection<BicepParameter> parameters, List<String> remarks) {
        String[] segments = type.split("/", -1);
        List<String> lines = new ArrayList<>();
        if (ofSubscription) {
            lines.addAll(List.of("targetScope = 'subscription'", ""));
        }
        for (int i = 1; i < segments.length; i++) {
            lines.addAll(BicepParameter.text(one(segments[i]) + "Name").lines());
        }
        parameters.forEach(parameter -> lines.addAll(parameter.lines()));
        StringBuilder above = new StringBuilder(segments[0]);
        for (int i = 1; i < segments.length - 1; i++) {
            above.append('/').append(segments[i]);
            lines.add("");
            lines.add("resource " + one(segments[i]) + " '" + above + "@" + version + "' existing = {");
            lines.addAll(identity(segments, i));
            lines.add("}");
        }
        lines.add("");
        // The snippet is merged into a declaration that has the rest, which the compiler cannot know.
        lines.add("#disable-diagnostics BCP035 // only what the rule sets; the rest of your declaration stays");
        remarks.forEach(remark -> lines.add("// " + remark));
        int last = segments.length - 1;
        lines.add("resource " + one(segments[last]) + " '" + type + "@" + version + "' = {");
        lines.addAll(identity(segments, last));
        List<String> members = BicepValue.lines(body);
        lines.addAll(members.subList(1, members.size() - 1));
        lines.add("}");
        return lines;
    }

    private static List<String> identity(String[] segments, int i) {
        String name = "  name: " + one(segments[i]) + "Name";
        return i == 1 ? List.of(name) : List.of("  parent: " + one(segments[i - 1]), name);
    }

    /** One of what a type's segment names in the plural. */
    static String one(String segment) {
        if (segment.endsWith("ies")) {
            return segment.substring(0, segment.length() - 3) + "y";
        }
        return segment.endsWith("s") && !segment.endsWith("ss") ? segment.substring(0, segment.length() - 1) : segment;
    }
}
