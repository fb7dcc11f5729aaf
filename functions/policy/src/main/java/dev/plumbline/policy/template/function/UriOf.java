package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code uri(base, relative)}: the base up to its last slash, then the relative part. */
final class UriOf implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        String base = arguments.string(0);
        String relative = arguments.string(1);
        if (relative.regionMatches(true, 0, "http://", 0, 7) || relative.regionMatches(true, 0, "https://", 0, 8)) {
            return arguments.text(relative);
        }
        arguments.claim((long) base.length() + relative.length());
        String path = relative.startsWith("/") ? relative.substring(1) : relative;
        int authority = base.indexOf("://");
        int lastSlash = base.lastIndexOf('/');
        boolean bare = lastSlash < (authority < 0 ? 0 : authority + 3);
        return arguments.text((bare ? base + '/' : base.substring(0, lastSlash + 1)) + path);
    }
}
