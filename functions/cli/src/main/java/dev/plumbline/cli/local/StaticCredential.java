package dev.plumbline.cli.local;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import reactor.core.publisher.Mono;

/**
 * The credential of the embedded Azure: one token for ever, of a token's shape, with the audience that was asked for.
 *
 * <p>It opens nothing outside this process: it is signed by nobody and says so.
 */
public final class StaticCredential implements TokenCredential {
    private static final OffsetDateTime NEVER = OffsetDateTime.of(2999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromSupplier(() -> getTokenSync(request));
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        String scope = request.getScopes().isEmpty() ? "" : request.getScopes().get(0);
        String audience = scope.replaceAll("/*\\.default$", "");
        String token = part("{\"alg\":\"none\",\"typ\":\"JWT\"}")
                + "."
                + part("{\"aud\":\"" + audience.replaceAll("[\"\\\\\\p{Cntrl}]", "")
                        + "\",\"iss\":\"plumbline-embedded-azure\",\"exp\":" + NEVER.toEpochSecond() + "}")
                + "."
                + part("not-signed");
        return new AccessToken(token, NEVER);
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
