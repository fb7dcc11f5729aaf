package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plumbline.policy.value.Comparison;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A resource as Azure Resource Manager returns it, made ready to be read by many definitions.
 *
 * <p>Immutable as long as nobody changes the JSON behind it, and may then be shared between threads; one of a view whose
 * sections are read when they are needed belongs to one thread, as the {@link ViewDocument} does.
 */
public final class PreparedResource {

    /** A member that is not there is looked for among all that are. */
    private static final int MEMBERS_A_STEP = 64;

    private final JsonNode json;
    private final String id;
    private final String type;
    private final String foldedType;
    private final JsonNode ownType;
    private @Nullable JsonNode typeInside;
    private final String name;
    private final String fullName;
    private final String kind;
    private final String apiVersion;
    private final @Nullable ViewDocument view;
    /** Grows with a view: never less than what has been read of it. */
    private int readingSteps;

    private PreparedResource(JsonNode json, String type, String apiVersion, @Nullable ViewDocument view) {
        this.json = json;
        this.id = text(json, "id");
        this.type = type;
        this.foldedType = Comparison.fold(type).intern();
        JsonNode written = Comparison.member(json, "type");
        this.ownType = written.isMissingNode() && !type.isEmpty() ? TextNode.valueOf(type) : written;
        this.name = text(json, "name");
        this.kind = text(json, "kind");
        String own = text(json, "apiVersion");
        this.apiVersion = own.isEmpty() ? apiVersion : own;
        this.fullName = fullName(json);
        this.view = view;
        this.readingSteps = largestObject(json) / MEMBERS_A_STEP;
    }

    /** The resource of this JSON; its API version is the document's own member, if it has one. */
    public static PreparedResource of(JsonNode json) {
        return of(json, "");
    }

    /** The resource of this JSON as it was read with an API version; the document's own member comes first. */
    public static PreparedResource of(JsonNode json, String apiVersion) {
        return new PreparedResource(json, text(json, "type"), apiVersion, null);
    }

    /** A related resource: where the document does not say its type, it has the type that was looked up. */
    public static PreparedResource related(JsonNode json, String type) {
        String own = text(json, "type");
        return new PreparedResource(json, own.isEmpty() ? type : own, "", null);
    }

    /** A view's document with the sections that could not be read. */
    static PreparedResource view(ViewDocument view) {
        return view.prepared();
    }

    static PreparedResource ofView(ViewDocument view) {
        JsonNode document = view.document();
        return new PreparedResource(document, text(document, "type"), "", view);
    }

    private static String text(JsonNode json, String member) {
        JsonNode value = Comparison.member(json, member);
        return value.isTextual() ? value.textValue() : "";
    }

    private static int largestObject(JsonNode node) {
        int largest = node.isObject() ? node.size() : 0;
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                largest = Math.max(largest, largestObject(child));
            }
        }
        return largest;
    }

    /** The steps that reading a property takes beyond the first: none, unless an object has very many members. */
    public int readingSteps() {
        return readingSteps;
    }

    /** The document. */
    public JsonNode json() {
        return json;
    }

    /** The resource id, or an empty string. */
    public String id() {
        return id;
    }

    /** The resource type as the document spells it, or an empty string. */
    public String type() {
        return type;
    }

    /** The resource type with case folded away; an interned string. */
    public String foldedType() {
        return foldedType;
    }

    /** The type as the document has it, else as it was looked up; missing if there is none. Every rule asks for it. */
    public JsonNode ownType() {
        return ownType;
    }

    /** The type of the resource that a view has inside; missing if there is none. */
    public JsonNode typeInside() {
        JsonNode known = typeInside;
        if (known == null) {
            known = at("resource", "type");
            typeInside = known;
        }
        return known;
    }

    /** The name, or an empty string. */
    public String name() {
        return name;
    }

    /** The whole chain of names of a child resource, {@code parent/child}; otherwise the name. */
    public String fullName() {
        return fullName;
    }

    /** The kind, or an empty string. */
    public String kind() {
        return kind;
    }

    /** The API version that the document has or was read with, or an empty string. */
    public String apiVersion() {
        return apiVersion;
    }

    /** For a view: why a section could not be read, if so; one that nobody asked for is read now. */
    public Optional<String> unreadable(String section) {
        if (view == null) {
            return Optional.empty();
        }
        int before = json.size();
        Optional<String> why = view.unreadable(section);
        if (json.size() != before) {
            int steps = largestObject(Comparison.member(json, section)) / MEMBERS_A_STEP;
            readingSteps = Math.max(readingSteps, steps);
        }
        return why;
    }

    /** The value at a path of member names, ignoring their case; missing if there is none. */
    public JsonNode at(String... names) {
        JsonNode node = json;
        for (String each : names) {
            node = Comparison.member(node, each);
        }
        return node;
    }

    /** The document says it, or the id does: the segments after the provider, every second one. */
    private String fullName(JsonNode json) {
        String given = text(json, "fullName");
        if (!given.isEmpty()) {
            return given;
        }
        int provider = Comparison.foldName(id).lastIndexOf("/providers/");
        if (provider < 0) {
            return name;
        }
        String[] segments = id.substring(provider + "/providers/".length()).split("/", -1);
        if (segments.length < 5 || segments.length % 2 == 0) {
            return name;
        }
        StringBuilder chain = new StringBuilder(segments[2]);
        for (int i = 4; i < segments.length; i += 2) {
            chain.append('/').append(segments[i]);
        }
        boolean leaf = Comparison.sameName(segments[segments.length - 1], name);
        return leaf ? chain.toString() : name;
    }
}
