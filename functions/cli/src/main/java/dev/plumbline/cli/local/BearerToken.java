package dev.plumbline.cli.local;

import java.util.Optional;
import java.util.regex.Pattern;

/** The token that an SDK client sends: the embedded Azure looks at its form only, for there is nobody to have signed it. */
public final class BearerToken {
    private static final Pattern FORM = Pattern.compile("(?i)bearer [A-Za-z0-9_\\-.~+/]{8,8192}=*");

    private BearerToken() {}

    /**
     * The refusal of a call without a token or with something else in its place.
     *
     * @return empty where the call may go on; a call over plain loopback http needs no token
     */
    public static Optional<HttpAnswer> refused(HttpCall call) {
        Optional<String> given = call.header("authorization");
        if (given.isEmpty()) {
            return call.origin().startsWith("https:")
                    ? Optional.of(Services.refusal(
                            401,
                            "AuthenticationFailed",
                            "Authentication failed. The 'Authorization' header is missing."))
                    : Optional.empty();
        }
        return FORM.matcher(given.get()).matches()
                ? Optional.empty()
                : Optional.of(Services.refusal(
                        401,
                        "InvalidAuthenticationToken",
                        "The access token is invalid: expected 'Bearer' and a token, found something else."));
    }
}
