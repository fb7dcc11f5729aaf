package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.policy.alias.PropertyPath;
import dev.plumbline.policy.alias.TypeData;
import dev.plumbline.policy.value.Comparison;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps secrets out of what people see: {@code (redacted)} stands in their place.
 *
 * <p>A secret is what Azure's type data marks as sensitive, any text whose property is named like a password, a secret, a
 * connection string, an account or access key, a shared access signature or a token, the {@code value} inside an object or
 * a list of that name, and text that carries an account key, a signature or a password inside. Booleans, numbers, null and
 * words such as {@code Enabled} never are, nor is the name, version, source or vault of a key.
 */
public final class Redaction {

    /** What stands in place of a secret. */
    public static final TextNode REDACTED = TextNode.valueOf("(redacted)");

    private static final Set<String> SECRET_NAMES =
            Set.of("sas", "pat", "password", "passwd", "pwd", "secret", "token");

    private static final int LONGEST_SECRET_NAME =
            SECRET_NAMES.stream().mapToInt(String::length).max().orElse(0);

    /** By their last letter, from {@code a}; most names fail at it. */
    private static final String[][] SECRET_ENDINGS = byLastLetter(
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

    /** What a connection string or a signed address looks like, in lower case; all have an equals sign. */
    private static final List<String> SECRET_PARTS =
            List.of("accountkey=", "sharedaccesskey=", "sharedaccesssignature=", "password=", "pwd=", "?sig=", "&sig=");

    /** What a setting says, whatever its name. */
    private static final Set<String> SETTINGS =
            Set.of("true", "false", "enabled", "disabled", "none", "required", "optional", "notrequired");

    private static final String SECRETS = "secrets";

    private static String[][] byLastLetter(String... endings) {
        String[][] byLetter = new String['z' - 'a' + 1][];
        for (int letter = 0; letter < byLetter.length; letter++) {
            char last = (char) ('a' + letter);
            byLetter[letter] = Arrays.stream(endings)
                    .filter(ending -> ending.charAt(ending.length() - 1) == last)
                    .toArray(String[]::new);
        }
        return byLetter;
    }

    private static final Redaction BY_NAME = new Redaction(Set.of(), "", false, false, false);
    private static final Redaction ALWAYS = new Redaction(Set.of(), "", true, false, false);

    private final Set<String> marks;
    private final String path;
    private final boolean marked;
    private final boolean named;
    private final boolean inside;

    /**
     * One place in a document.
     *
     * @param marks the paths in the document that hold secrets
     * @param path where it is; left out if there are no such paths
     * @param marked whether the type data marks it
     * @param named whether its own name is a secret's
     * @param inside whether something around it has such a name
     */
    private Redaction(Set<String> marks, String path, boolean marked, boolean named, boolean inside) {
        this.marks = marks;
        this.path = path;
        this.marked = marked;
        this.named = named;
        this.inside = inside;
    }

    /** For the property at a path of resources of a type, which is given in lower case. */
    public static Redaction of(String foldedType, PropertyPath path) {
        String text = Comparison.fold(path.text());
        boolean within = false;
        for (String step : text.split("\\.", -1)) {
            within |= holds(step.endsWith("[*]") ? step.substring(0, step.length() - "[*]".length()) : step);
        }
        return new Redaction(marks(foldedType), "", false, false, within).member(text, path.lastName());
    }

    /** For the whole document of a resource of a type, which is given in lower case. */
    public static Redaction document(String foldedType) {
        return new Redaction(marks(foldedType), "", false, false, false);
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
        boolean sensitive = marked || marks.contains(below);
        String folded = Comparison.fold(name);
        boolean own = named(folded);
        boolean secret = own || inside && folded.equals("value");
        return new Redaction(marks, below, sensitive, secret, inside || own || folded.endsWith(SECRETS));
    }

    /** What the type data marks; the value of a secret resource is called no more than that. */
    private static Set<String> marks(String type) {
        Set<String> sensitive = TypeData.INSTANCE.sensitive(type);
        if (!type.endsWith("/secrets") && !type.endsWith("/namedvalues")) {
            return sensitive;
        }
        Set<String> marks = new HashSet<>(sensitive);
        marks.add("properties.value");
        return marks;
    }

    /** Whether a text there is a secret. */
    public boolean secret() {
        return marked || named;
    }

    /** Whether anything of the property's value is a secret. */
    public boolean hides(JsonNode value) {
        return !actual(value).equals(value);
    }

    /** The property's value as it may be shown: itself where nothing has to be hidden, else a copy. */
    public JsonNode actual(JsonNode value) {
        return shown(value, 0);
    }

    /** The value it was compared with: where it was equal to a secret it would give it away. */
    public JsonNode expected(JsonNode value) {
        if (secret()) {
            return ALWAYS.shown(value, 0);
        }
        return value instanceof TextNode text && hidden(text.textValue()) ? REDACTED : value;
    }

    private JsonNode shown(JsonNode value, int depth) {
        if (value instanceof TextNode text) {
            return hidden(text.textValue()) ? REDACTED : value;
        }
        if (!value.isContainerNode()) {
            return value;
        }
        if (depth > Limit.NESTING.value()) {
            return REDACTED;
        }
        return value.isArray() ? elements(value, depth) : members(value, depth);
    }

    private boolean hidden(String text) {
        if (text.isEmpty()) {
            return false;
        }
        if (secret()) {
            return !SETTINGS.contains(Comparison.fold(text));
        }
        if (text.indexOf('=') < 0) {
            return false;
        }
        String folded = Comparison.fold(text);
        for (String part : SECRET_PARTS) {
            if (folded.contains(part)) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("ReferenceEquality") // what is shown as it is, is the same node
    private JsonNode elements(JsonNode array, int depth) {
        String below = marks.isEmpty() ? "" : path + "[*]";
        boolean sensitive = marked || marks.contains(below);
        Redaction each = new Redaction(marks, below, sensitive, named, inside);
        ArrayNode copy = null;
        for (int i = 0; i < array.size(); i++) {
            JsonNode element = array.get(i);
            JsonNode shown = each.shown(element, depth + 1);
            if (shown != element) {
                copy = copy == null ? JsonNodeFactory.instance.arrayNode().addAll((ArrayNode) array) : copy;
                copy.set(i, shown);
            }
        }
        return copy == null ? array : copy;
    }

    @SuppressWarnings("ReferenceEquality") // as for elements
    private JsonNode members(JsonNode object, int depth) {
        ObjectNode copy = null;
        Iterator<Map.Entry<String, JsonNode>> members = object.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            JsonNode value = member.getValue();
            if (!(value instanceof TextNode) && !value.isContainerNode()) {
                continue;
            }
            String name = Comparison.fold(member.getKey());
            JsonNode shown = member(below(name), name).shown(value, depth + 1);
            if (shown != value) {
                copy = copy == null ? JsonNodeFactory.instance.objectNode().setAll((ObjectNode) object) : copy;
                copy.set(member.getKey(), shown);
            }
        }
        return copy == null ? object : copy;
    }

    private String below(String name) {
        return path.isEmpty() || marks.isEmpty() ? name : path + "." + name;
    }

    /** Whether a property of this name, in lower case, holds a secret if it holds text, or several. */
    private static boolean named(String name) {
        return isSecret(name)
                || name.endsWith("s") && !name.endsWith(SECRETS) && isSecret(name.substring(0, name.length() - 1));
    }

    /** Whether a {@code value} below a property of this name is a secret; texts in {@code secrets} may be permissions. */
    private static boolean holds(String name) {
        return named(name) || name.endsWith(SECRETS);
    }

    private static boolean isSecret(String name) {
        if (name.isEmpty()) {
            return false;
        }
        if (name.length() <= LONGEST_SECRET_NAME && SECRET_NAMES.contains(name)) {
            return true;
        }
        int letter = name.charAt(name.length() - 1) - 'a';
        if (letter < 0 || letter >= SECRET_ENDINGS.length) {
            return false;
        }
        for (String ending : SECRET_ENDINGS[letter]) {
            if (name.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }
}
