package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.Redaction;
import dev.plumbline.policy.alias.Alias;
import dev.plumbline.policy.alias.PropertyPath;
import dev.plumbline.policy.alias.Selection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a field's name stands for. Immutable. */
public final class Field {

    /** The fields that are more than a path. */
    public enum Kind {
        /** The resource type; in a view that of the resource inside. */
        TYPE,
        /** In a view, the type of the view itself. */
        VIEW,
        /** The name. */
        NAME,
        /** The kind. */
        KIND,
        /** The whole chain of names. */
        FULL_NAME,
        /** The region. */
        LOCATION,
        /** The API version that the resource was read with. */
        API_VERSION,
        /** Anything else. */
        PROPERTY
    }

    private final String name;
    private final Kind kind;
    private final PropertyPath path;
    private final @Nullable Alias alias;
    private final String[] owners;
    private final PropertyPath nowhere;
    private @Nullable Secrecy secrecy;

    private Field(String name, Kind kind, PropertyPath path, @Nullable Alias alias, List<String> owners) {
        this.name = name;
        this.kind = kind;
        this.path = path;
        this.alias = alias;
        this.owners = owners.stream().map(String::intern).toArray(String[]::new);
        this.nowhere = owners.isEmpty() ? path : path.nowhere();
    }

    static Field builtIn(String name, Kind kind, PropertyPath path) {
        return new Field(name, kind, path, null, List.of());
    }

    /** A path from the root. */
    static Field raw(String name, Alias path) {
        return new Field(name, Kind.PROPERTY, path.path(), null, List.of());
    }

    static Field of(String name, Alias alias) {
        boolean fixed =
                alias.targets().size() == 1 && alias.targets().get(0).versions().isEmpty();
        return new Field(name, Kind.PROPERTY, alias.path(), fixed ? null : alias, alias.owners());
    }

    /** The name as written. */
    public String name() {
        return name;
    }

    /** What the name stands for. */
    public Kind kind() {
        return kind;
    }

    /** Whether the field only says which resource it is: such conditions decide applicability, and are no reasons. */
    boolean identity() {
        return switch (kind) {
            case TYPE, VIEW, NAME, KIND, FULL_NAME -> true;
            default -> false;
        };
    }

    /** The path on a resource; on one of a type that has nothing to do with the alias there is nothing to read. */
    public PropertyPath path(PreparedResource resource) {
        if (owners.length > 0 && !owned(resource.foldedType())) {
            return nowhere;
        }
        return alias == null ? path : alias.path(resource.foldedType(), resource.apiVersion());
    }

    private boolean owned(String type) {
        for (String owner : owners) {
            if (owner.equals(type)) {
                return true;
            }
        }
        if (type.isEmpty()) {
            return true;
        }
        for (String owner : owners) {
            if (below(owner, type) || below(type, owner)) {
                return true;
            }
        }
        return false;
    }

    /** Catalogues list aliases of child types under the parent, and the other way round. */
    private static boolean below(String child, String parent) {
        return child.length() > parent.length() && child.charAt(parent.length()) == '/' && child.startsWith(parent);
    }

    /**
     * What of the field's value must not be shown, given its path on the resource.
     *
     * <p>The last answer is kept, because nearly every field is read on one type only. Threads may overwrite each other's.
     */
    Redaction redaction(PreparedResource resource, PropertyPath at) {
        Secrecy known = secrecy;
        if (known == null || known.path() != at || !known.foldedType().equals(resource.foldedType())) {
            known = new Secrecy(resource.foldedType(), at, Redaction.of(resource.foldedType(), at));
            secrecy = known;
        }
        return known.redaction();
    }

    private record Secrecy(String foldedType, PropertyPath path, Redaction redaction) {}

    /** The path where nothing is known about the resource. */
    public PropertyPath path() {
        return path;
    }

    /** The value at a path of this field that has no wildcards; missing if there is none. */
    JsonNode read(PreparedResource resource, PropertyPath at) {
        checkReadable(resource, at);
        return switch (kind) {
            case TYPE -> at.firstStep().equals("type") ? resource.ownType() : resource.typeInside();
            case VIEW -> resource.ownType();
            case LOCATION -> Criterion.region(at.read(resource.json()));
            case FULL_NAME -> text(resource.fullName());
            case API_VERSION -> text(resource.apiVersion());
            default -> at.read(resource.json());
        };
    }

    private static JsonNode text(String text) {
        return text.isEmpty() ? MissingNode.getInstance() : TextNode.valueOf(text);
    }

    /** Every value that the path selects, as an array; what is missing is skipped. */
    JsonNode collect(PreparedResource resource, PropertyPath at, int[] bound, Evaluation evaluation) {
        checkReadable(resource, at);
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        Selection selected = at.select(resource.json(), bound, Selection.NoArray.NOTHING);
        while (selected.next()) {
            evaluation.spend(1);
            JsonNode value = selected.value();
            if (!value.isMissingNode()) {
                values.add(value);
            }
        }
        return values;
    }

    static void checkReadable(PreparedResource resource, PropertyPath at) {
        Optional<String> why = resource.unreadable(at.firstStep());
        if (why.isPresent()) {
            throw new Undecided("section `" + at.firstStep() + "` of the view could not be read: " + why.get());
        }
    }
}
