package dev.plumbline.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.value.Comparison;
import java.util.Set;
import java.util.TreeSet;

/** The names of a case: its parameters, its fields, and the place that it says, else a condition. */
record FakeNames(JsonNode each) implements Names {

    @Override
    public FieldReader field(String name, String path) {
        return frame -> frame.field(name);
    }

    @Override
    public boolean hasParameter(String name) {
        return parameterNames().stream().anyMatch(declared -> Comparison.sameName(declared, name));
    }

    @Override
    public Set<String> parameterNames() {
        Set<String> names = new TreeSet<>();
        each.path("parameters").fieldNames().forEachRemaining(names::add);
        names.add("unset");
        return names;
    }

    @Override
    public Place place() {
        return each.has("place") ? Place.valueOf(each.get("place").textValue()) : Place.CONDITION;
    }
}
