package dev.plumbline.estate.azure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * What Azure Resource Manager answered, when it answered something that a later attempt would not change.
 *
 * @param status the HTTP status
 * @param etag the entity tag of the header
 * @param body the JSON of the body; missing where there is none
 */
record ArmAnswer(int status, Optional<String> etag, JsonNode body) {
    private static final int LONGEST_TEXT = 300;
    /** Codes of a 404 that say nothing about the resource: the question was wrong, or asked in the wrong place. */
    private static final Set<String> NOT_ABOUT_THE_RESOURCE = Set.of(
            "InvalidResourceType",
            "InvalidResourceNamespace",
            "InvalidSubscriptionId",
            "MissingSubscription",
            "NoRegisteredProviderFound",
            "SubscriptionNotFound");

    boolean found() {
        return status == 200;
    }

    /** Whether the resource certainly does not exist. */
    boolean absent() {
        return status == 204 || status == 404 && !NOT_ABOUT_THE_RESOURCE.contains(code());
    }

    /** The refusal in words: status, code and message, cut, without control characters. */
    String refusal(String what) {
        String message = text(error().path("message"));
        return "Azure Resource Manager did not give " + what + ": status " + status
                + (code().isEmpty() ? "" : " `" + code() + "`")
                + (message.isEmpty() ? "" : ", " + message);
    }

    private String code() {
        return text(error().path("code"));
    }

    private JsonNode error() {
        return body.has("error") ? body.path("error") : body;
    }

    private static String text(JsonNode node) {
        String text = node.asText("").replaceAll("\\p{Cntrl}+", " ").strip();
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
    }
}
