package dev.plumbline.policy;

import com.fasterxml.jackson.core.JsonStreamContext;

/** JSON paths as messages show them: {@code $.if.allOf[2].field}. */
public final class JsonPath {

    private JsonPath() {}

    /** The path of a member below another path; names that are no plain words stand in brackets. */
    public static String member(String parent, String name) {
        return plain(name) ? parent + "." + name : parent + "['" + name + "']";
    }

    /** The path of an element below another path. */
    public static String element(String parent, int index) {
        return parent + "[" + index + "]";
    }

    static String of(JsonStreamContext context) {
        JsonStreamContext parent = context.getParent();
        if (parent == null) {
            return "$";
        }
        String above = of(parent);
        if (context.inObject() && context.getCurrentName() != null) {
            return member(above, context.getCurrentName());
        }
        if (context.inArray() && context.hasCurrentIndex()) {
            return element(above, context.getCurrentIndex());
        }
        return above;
    }

    private static boolean plain(String name) {
        if (name.isEmpty()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean word = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$' || c >= '0' && c <= '9';
            if (!word) {
                return false;
            }
        }
        return true;
    }
}
