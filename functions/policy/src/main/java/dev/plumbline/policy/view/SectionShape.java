package dev.plumbline.policy.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the documents of a section look like.
 *
 * @param many whether the section is a list of them; else it is one, or null
 * @param holds the types whose resources they are, as Resource Manager returns them; empty where they are facts, or documents
 *     of Microsoft Graph
 * @param facts paths of the members that the view itself writes; {@code .*} at the end stands for a member of any name
 * @param inside paths of members that hold resources, with the types of these: {@code #} and a path after a type stand for a
 *     part of it
 */
public record SectionShape(boolean many, Set<String> holds, Set<String> facts, Map<String, Set<String>> inside) {
    /** Copies the sets and the map. */
    public SectionShape {
        holds = Collections.unmodifiableSet(new LinkedHashSet<>(holds));
        facts = Collections.unmodifiableSet(new LinkedHashSet<>(facts));
        inside = Collections.unmodifiableMap(new LinkedHashMap<>(inside));
    }
}
