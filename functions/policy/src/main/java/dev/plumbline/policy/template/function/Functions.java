package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All functions whose value depends on their arguments alone, by name; names ignore case. */
public final class Functions {
    /** The documented number of arguments of one call. */
    public static final int ARGUMENT_LIMIT = 128;

    private static final Map<String, Signature> TABLE = table();

    private Functions() {}

    /**
     * A function with its documented name and how many arguments it takes.
     *
     * @param most {@link #ARGUMENT_LIMIT} where the documentation sets no other number
     */
    public record Signature(String name, int least, int most, TemplateFunction function) {}

    /** The function of this name, ignoring case. */
    public static Optional<Signature> find(String name) {
        return Optional.ofNullable(TABLE.get(name.toLowerCase(Locale.ROOT)));
    }

    /** {@code utcNow(format)} as a function of the time and the format. */
    public static Signature utcNowFormatted() {
        return new Signature("utcNow", 2, 2, new FormatDate());
    }

    /** The documented names. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>();
        TABLE.values().forEach(signature -> names.add(signature.name()));
        return names;
    }

    private static Map<String, Signature> table() {
        Map<String, Signature> table = new TreeMap<>();
        strings(table);
        collections(table);
        logic(table);
        numbers(table);
        dates(table);
        addresses(table);
        return Map.copyOf(table);
    }

    private static void strings(Map<String, Signature> table) {
        add(table, "base64", 1, 1, new Base64Encode());
        add(table, "base64ToJson", 1, 1, new Base64ToJson());
        add(table, "base64ToString", 1, 1, new Base64ToString());
        add(table, "concat", 0, ARGUMENT_LIMIT, new Concat());
        add(table, "dataUri", 1, 1, new DataUri());
        add(table, "dataUriToString", 1, 1, new DataUriToString());
        add(table, "endsWith", 2, 2, new EndsWith());
        add(table, "format", 1, ARGUMENT_LIMIT, new Format());
        add(table, "indexOf", 2, 2, new IndexOf());
        add(table, "join", 2, 2, new Join());
        add(table, "lastIndexOf", 2, 2, new LastIndexOf());
        add(table, "padLeft", 2, 3, new PadLeft());
        add(table, "replace", 3, 3, new Replace());
        add(table, "split", 2, 2, new Split());
        add(table, "startsWith", 2, 2, new StartsWith());
        add(table, "string", 1, 1, new ToText());
        add(table, "substring", 2, 3, new Substring());
        add(table, "toLower", 1, 1, new ToLower());
        add(table, "toUpper", 1, 1, new ToUpper());
        add(table, "trim", 1, 1, new Trim());
        add(table, "uri", 2, 2, new UriOf());
        add(table, "uriComponent", 1, 1, new UriComponent());
        add(table, "uriComponentToString", 1, 1, new UriComponentToString());
    }

    private static void collections(Map<String, Signature> table) {
        add(table, "array", 1, 1, new ToArray());
        add(table, "contains", 2, 2, new Contains());
        add(table, "createArray", 0, ARGUMENT_LIMIT, new CreateArray());
        add(table, "createObject", 0, ARGUMENT_LIMIT, new CreateObject());
        add(table, "empty", 1, 1, new Empty());
        add(table, "first", 1, 1, new First());
        add(table, "flatten", 1, 1, new Flatten());
        add(table, "indexFromEnd", 2, 2, new IndexFromEnd());
        add(table, "intersection", 2, ARGUMENT_LIMIT, new Intersection());
        add(table, "items", 1, 1, new Items());
        add(table, "json", 1, 1, new Json());
        add(table, "last", 1, 1, new Last());
        add(table, "length", 1, 1, new Length());
        add(table, "objectKeys", 1, 1, new ObjectKeys());
        add(table, "range", 2, 2, new Range());
        add(table, "shallowMerge", 1, 1, new ShallowMerge());
        add(table, "skip", 2, 2, new Skip());
        add(table, "take", 2, 2, new Take());
        add(table, "tryGet", 2, ARGUMENT_LIMIT, new TryGet());
        add(table, "tryIndexFromEnd", 2, 2, new TryIndexFromEnd());
        add(table, "union", 1, ARGUMENT_LIMIT, new Union());
    }

    private static void logic(Map<String, Signature> table) {
        add(table, "bool", 1, 1, new ToBool());
        add(table, "equals", 2, 2, new Equals());
        add(table, "false", 0, 0, new Fixed(BooleanNode.FALSE));
        add(table, "greater", 2, 2, new Greater());
        add(table, "greaterOrEquals", 2, 2, new GreaterOrEquals());
        add(table, "less", 2, 2, new Less());
        add(table, "lessOrEquals", 2, 2, new LessOrEquals());
        add(table, "not", 1, 1, new Not());
        add(table, "null", 0, 0, new Fixed(NullNode.instance));
        add(table, "true", 0, 0, new Fixed(BooleanNode.TRUE));
    }

    private static void numbers(Map<String, Signature> table) {
        add(table, "add", 2, 2, new Add());
        add(table, "div", 2, 2, new Div());
        add(table, "float", 1, 1, new ToFloat());
        add(table, "int", 1, 1, new ToInt());
        add(table, "max", 1, ARGUMENT_LIMIT, new Max());
        add(table, "min", 1, ARGUMENT_LIMIT, new Min());
        add(table, "mod", 2, 2, new Mod());
        add(table, "mul", 2, 2, new Mul());
        add(table, "sub", 2, 2, new Sub());
    }

    private static void dates(Map<String, Signature> table) {
        add(table, "addDays", 2, 2, new AddDays());
        add(table, "dateTimeAdd", 2, 3, new DateTimeAdd());
        add(table, "dateTimeFromEpoch", 1, 1, new DateTimeFromEpoch());
        add(table, "dateTimeToEpoch", 1, 1, new DateTimeToEpoch());
    }

    private static void addresses(Map<String, Signature> table) {
        add(table, "cidrHost", 2, 2, new CidrHost());
        add(table, "cidrSubnet", 3, 3, new CidrSubnet());
        add(table, "ipRangeContains", 2, 2, new IpRangeContains());
        add(table, "parseCidr", 1, 1, new ParseCidr());
    }

    private static void add(Map<String, Signature> table, String name, int least, int most, TemplateFunction function) {
        table.put(name.toLowerCase(Locale.ROOT), new Signature(name, least, most, function));
    }
}
