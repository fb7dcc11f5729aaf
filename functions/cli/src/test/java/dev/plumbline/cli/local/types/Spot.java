package dev.plumbline.cli.local.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A place that a rule reads or writes.
 *
 * @param types the types of the resources that it lies in, or that {@code resource} may be in a view
 * @param view the view that the steps start in; empty where they start in a resource
 * @param steps names of members; {@link #ELEMENT} for every element of an array, {@link #ANY} for every member of an object
 * @param collected whether it stands for a list of such places, which an index picks one of
 */
record Spot(Set<String> types, String view, List<String> steps, boolean collected) {
    static final String ELEMENT = "[*]";
    static final String ANY = "{*}";
    private static final String ITEMS = "{items}";

    Spot {
        types = Set.copyOf(types);
        steps = List.copyOf(steps);
    }

    /** A path split at dots and brackets. */
    static List<String> split(String path) {
        List<String> steps = new ArrayList<>();
        int at = 0;
        while (at < path.length()) {
            int close = path.charAt(at) == '[' ? path.indexOf(']', at) : -1;
            if (close > 0) {
                String inside = path.substring(at + 1, close);
                steps.add(inside.equals("*") ? ELEMENT : inside.replaceAll("^'(.*)'$", "$1"));
                at = close + 1;
            } else {
                int start = path.charAt(at) == '.' ? at + 1 : at;
                int end = start;
                while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
                    end++;
                }
                if (end > start) {
                    steps.add(path.substring(start, end));
                }
                at = Math.max(end, at + 1);
            }
        }
        return steps;
    }

    Spot below(List<String> further) {
        List<String> all = new ArrayList<>(steps);
        all.addAll(further);
        return new Spot(types, view, all, collected);
    }

    /** A member; of what {@code items()} lists, the value is whatever member of the object, and the key no place at all. */
    List<Spot> member(String name) {
        int last = steps.size() - 1;
        if (last > 0 && steps.get(last - 1).equals(ITEMS)) {
            return name.equalsIgnoreCase("value")
                    ? List.of(new Spot(types, view, steps.subList(0, last - 1), false).below(List.of(ANY)))
                    : List.of();
        }
        return List.of(below(List.of(name)));
    }

    Spot element() {
        return collected ? new Spot(types, view, steps, false) : below(List.of(ELEMENT));
    }

    Spot items() {
        return below(List.of(ITEMS));
    }

    Spot flattened() {
        return new Spot(types, view, below(List.of(ELEMENT)).steps(), true);
    }

    Spot listed() {
        return new Spot(types, view, steps, true);
    }

    /** The steps as a path; what {@code items()} makes of an object is read where the object is. */
    String path() {
        StringBuilder path = new StringBuilder();
        for (String step : real()) {
            path.append(step.equals(ELEMENT) || path.isEmpty() ? "" : ".").append(step);
        }
        return path.toString();
    }

    List<String> real() {
        int items = steps.indexOf(ITEMS);
        return items < 0 ? steps : steps.subList(0, items);
    }
}
