package dev.plumbline.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The caller's claims in an event's data, read as an {@link Actor}. */
final class Claims {
    private static final String SOAP = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
    private static final String OBJECT_ID = "http://schemas.microsoft.com/identity/claims/objectidentifier";
    private static final Pattern BARE_GUID = Pattern.compile("[0-9a-fA-F]{32}");

    private final JsonNode claims;
    private final JsonNode evidence;
    private final JsonNode request;

    private Claims(JsonNode data) {
        this.claims = Members.of(data, "claims");
        this.evidence = Members.of(Members.of(data, "authorization"), "evidence");
        this.request = Members.of(data, "httpRequest");
    }

    /** Who made the change that the data tells of. */
    static Actor actor(JsonNode data) {
        Claims claims = new Claims(data);
        return new Actor(claims.name(), claims.objectId(), claims.type(), claims.ip(), claims.appId());
    }

    private Optional<String> name() {
        return claim(SOAP + "upn")
                .or(() -> claim("upn"))
                .or(() -> claim(SOAP + "name"))
                .or(() -> claim("unique_name"))
                .or(() -> claim("preferred_username"))
                .or(() -> claim("name"))
                .or(() -> claim("appid"))
                .or(() -> claim("azp"));
    }

    private Optional<String> objectId() {
        return claim(OBJECT_ID)
                .or(() -> claim("oid"))
                .or(() -> Members.text(evidence, "principalId").map(Claims::dashed));
    }

    private Optional<String> type() {
        if (claim("xms_mirid").isPresent()) {
            return Optional.of("ManagedIdentity");
        }
        Optional<String> evident =
                Members.text(evidence, "principalType").filter(type -> !type.equalsIgnoreCase("Group"));
        if (evident.isPresent()) {
            return evident.map(Claims::spelt);
        }
        Optional<String> kind = claim("idtyp");
        if (kind.isPresent()) {
            return Optional.of(kind.get().equalsIgnoreCase("app") ? "ServicePrincipal" : "User");
        }
        if (claim(SOAP + "upn").or(() -> claim("upn")).isPresent()) {
            return Optional.of("User");
        }
        return claim("appid").map(application -> "ServicePrincipal");
    }

    private Optional<String> appId() {
        return claim("appid").or(() -> claim("azp"));
    }

    private Optional<String> ip() {
        return claim("ipaddr").or(() -> Members.text(request, "clientIpAddress"));
    }

    private Optional<String> claim(String name) {
        return Members.text(claims, name);
    }

    private static String spelt(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "user" -> "User";
            case "serviceprincipal" -> "ServicePrincipal";
            case "managedidentity" -> "ManagedIdentity";
            default -> type;
        };
    }

    /** The evidence spells ids without dashes. */
    private static String dashed(String id) {
        return BARE_GUID.matcher(id).matches()
                ? String.join(
                        "-",
                        id.substring(0, 8),
                        id.substring(8, 12),
                        id.substring(12, 16),
                        id.substring(16, 20),
                        id.substring(20))
                : id;
    }
}
