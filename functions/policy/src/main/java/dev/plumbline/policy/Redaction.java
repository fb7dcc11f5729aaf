package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.policy.alias.PropertyPath;
import dev.plumbline.policy.alias.TypeData;
import dev.plumbline.policy.value.Comparison;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Keeps secrets out of what people see: {@code (redacted)} stands in their place.
 *
 * <p>A secret is what Azure's type data marks as sensitive, and any text whose property is named like a password, a
 * secret, a connection string, an account or access key, a shared access signature or a token. Booleans, numbers and null
 * never are, nor is the name, version, source or vault of a key.
 */
public final class Redaction {

    /** What stands in place of a secret. */
    public static final TextNode REDACTED = TextNode.valueOf("(redacted)");

    private static final Set<String> SECRET_NAMES =
            Set.of("sas", "pat", "password", "passwd", "pwd", "secret", "token");

    private static final Set<String> SECRET_ENDINGS = Set.of(
            "password",
            "passphrase",
            "secret",
            "secretvalue",
            "connectionstring",
            "accesskey",
            "primarykey",
            "secondarykey",
            "accountkey",
            "sharedkey",
            "masterkey",
            "privatekey",
            "apikey",
            "sastoken",
            "sasuri",
            "sasurl",
            "sharedaccesssignature",
            "accesstoken",
            "refreshtoken",
            "securitytoken",
            "token");

    private static final Redaction BY_NAME = new Redaction("", "", false, false);
    private static final Redaction ALWAYS = new Redaction("", "", true, false);

    private final String type;
    private final String path;
    private final boolean marked;
    private final boolean named;

    private Redaction(String type, String path, boolean marked, boolean named) {
        this.type = type;
        this.path = path;
        this.marked = marked;
        this.named = named;
    }

    /** For the property at a path of resources of a type, which is given in lower case. */
    public static Redaction of(String foldedType, PropertyPath path) {
        return new Redaction(foldedType, "", false, false).member(Comparison.fold(path.text()), path.lastName());
    }

    /** For the whole document of a resource of a type, which is given in lower case. */
    public static Redaction document(String foldedType) {
        return new Redaction(foldedType, "", false, false);
    }

    /** For a value that is not one property's: only the names inside it tell. */
    public static Redaction byName() {
        return BY_NAME;
    }

    /** For a value that was made from a secret. */
    public static Redaction always() {
        return ALWAYS;
    }

    private Redaction member(String below, String name) {
        boolean sensitive = marked || TypeData.INSTANCE.sensitive(type, below) || holdsSecret(type, below);
        return new Redaction(type, below, sensitive, named(Comparison.fold(name)));
    }

    /** The value of a secret resource is called no more than that. */
    private static boolean holdsSecret(String type, String path) {
        return path.equals("properties.value") && (type.endsWith("/secrets") || type.endsWith("/namedvalues"));
    }

    /** Whether a text there is a secret. */
    public boolean secret() {
        return marked || named;
    }

    /** The property's value as it may be shown. */
    public JsonNode actual(JsonNode value) {
        return shown(value, 0);
    }

    /** The value it was compared with: where it was equal to a secret it would give it away. */
    public JsonNode expected(JsonNode value) {
        return secret() ? ALWAYS.shown(value, 0) : value;
    }

    private JsonNode shown(JsonNode value, int depth) {
        if (value.isTextual()) {
            return secret() && !value.textValue().isEmpty() ? REDACTED : value;
        }
        if (!value.isContainerNode()) {
            return value;
        }
        if (depth > Limit.NESTING.value()) {
            return REDACTED;
        }
        return value.isArray() ? elements(value, depth) : members(value, depth);
    }

    private JsonNode elements(JsonNode array, int depth) {
        String below = path + "[*]";
        boolean sensitive = marked || TypeData.INSTANCE.sensitive(type, below);
        Redaction inside = new Redaction(type, below, sensitive, named);
        ArrayNode shown = JsonNodeFactory.instance.arrayNode(array.size());
        array.forEach(element -> shown.add(inside.shown(element, depth + 1)));
        return shown;
    }

    private JsonNode members(JsonNode object, int depth) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        Iterator<Map.Entry<String, JsonNode>> members = object.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            String name = Comparison.fold(member.getKey());
            Redaction inside = member(path.isEmpty() ? name : path + "." + name, name);
            shown.set(member.getKey(), inside.shown(member.getValue(), depth + 1));
        }
        return shown;
    }

    /** Whether a property of this name, in lower case, holds a secret if it holds text. */
    private static boolean named(String name) {
        if (SECRET_NAMES.contains(name)) {
            return true;
        }
        for (String ending : SECRET_ENDINGS) {
            if (name.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }
}
