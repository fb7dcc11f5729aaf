package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.plumbline.policy.Limit;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.Reason;
import dev.plumbline.policy.Redaction;
import dev.plumbline.policy.alias.PropertyPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the reasons of a verdict; secrets are taken out as they come in, and the same reason is kept once. */
public final class Explanation {

    /** So many reasons are looked through one by one. */
    private static final int FEW = 24;

    private final @Nullable PreparedResource related;
    private final boolean numbers;
    private @Nullable String prefix;
    private final List<Reason> reasons = new ArrayList<>();
    private @Nullable Set<Reason> seen;

    private Explanation(@Nullable PreparedResource related, boolean numbers, @Nullable String prefix) {
        this.related = related;
        this.numbers = numbers;
        this.prefix = prefix;
    }

    /** Collects reasons about the judged resource. */
    public static Explanation plain() {
        return new Explanation(null, false, "");
    }

    /** Collects reasons why a related resource does not do: the paths on it begin with its type and name. */
    public static Explanation about(PreparedResource related) {
        return new Explanation(related, false, null);
    }

    /** Collects reasons, and the number of every count also where its elements are reason enough. */
    public static Explanation withNumbers() {
        return new Explanation(null, true, "");
    }

    private String prefix() {
        String known = prefix;
        if (known == null) {
            known = related == null ? "" : prefix(related);
            prefix = known;
        }
        return known;
    }

    private static String prefix(PreparedResource related) {
        String name = related.name().isEmpty() ? related.id() : related.name();
        return related.type() + "[" + name + "].";
    }

    Explanation fresh() {
        return new Explanation(related, numbers, prefix);
    }

    /** What {@code field()} reads is on the judged resource, also where a condition is about a related one. */
    private String shown(PreparedResource read, PropertyPath path, int @Nullable [] at) {
        return related != null && related.equals(read) ? prefix() + path.at(at) : path.at(at);
    }

    boolean numbers() {
        return numbers;
    }

    void add(
            PreparedResource subject,
            Field field,
            int @Nullable [] at,
            String operator,
            JsonNode expected,
            JsonNode actual) {
        if (full()) {
            return;
        }
        PropertyPath path = field.path(subject);
        Redaction redaction = field.redaction(subject, path);
        put(shown(subject, path, at), operator, redaction.expected(expected), redaction.actual(actual));
    }

    /** Adds a reason about what an expression made of a property. */
    void computed(
            PreparedResource subject,
            Field field,
            int @Nullable [] at,
            String operator,
            JsonNode expected,
            JsonNode actual) {
        if (madeOfSecret(subject, field, actual)) {
            Redaction redaction = Redaction.always();
            put(
                    shown(subject, field.path(subject), at),
                    operator,
                    redaction.expected(expected),
                    redaction.actual(actual));
        } else {
            add(subject, field, at, operator, expected, actual);
        }
    }

    /** Whether a value may show what a property hides: it was made of the property and is not the property itself. */
    static boolean madeOfSecret(PreparedResource subject, Field field, JsonNode value) {
        PropertyPath path = field.path(subject);
        Redaction redaction = field.redaction(subject, path);
        JsonNode whole = path.read(subject.json());
        return redaction.secret() || !value.equals(whole) && redaction.hides(whole);
    }

    /** Adds a reason that is not about one property. */
    public void add(String path, String operator, JsonNode expected, JsonNode actual, boolean secret) {
        if (full()) {
            return;
        }
        Redaction redaction = secret ? Redaction.always() : Redaction.byName();
        put(related == null ? path : prefix() + path, operator, redaction.expected(expected), redaction.actual(actual));
    }

    private void put(String path, String operator, JsonNode expected, JsonNode actual) {
        if (!full()) {
            JsonNode shown = actual.isMissingNode() ? NullNode.getInstance() : actual;
            put(new Reason(path, operator, expected, shown));
        }
    }

    private void put(Reason reason) {
        if (!full() && isNew(reason)) {
            reasons.add(reason);
        }
    }

    private boolean isNew(Reason reason) {
        if (reasons.size() < FEW) {
            return !reasons.contains(reason);
        }
        Set<Reason> known = seen == null ? new HashSet<>(reasons) : seen;
        seen = known;
        return known.add(reason);
    }

    /** Nothing more is kept, so nothing more need be looked at. */
    private boolean full() {
        return reasons.size() >= Limit.REASONS.value();
    }

    /** Adds reasons collected elsewhere, unchanged. */
    public void addAll(Explanation other) {
        if (reasons.isEmpty()) {
            reasons.addAll(other.reasons);
        } else {
            other.reasons.forEach(this::put);
        }
    }

    int size() {
        return reasons.size();
    }

    /** The reasons in the order of the rule. */
    public List<Reason> reasons() {
        return List.copyOf(reasons);
    }
}
