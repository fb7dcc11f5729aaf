package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.PreparedResource;
import java.util.List;

/**
 * The fields that a template reads, as far as they are known beforehand: what a reason about its value points at.
 *
 * @param fields each with the depth of the count that it lies in
 * @param elements whether it reads no field, but elements of counts that go through parameters
 */
record Reads(List<Located> fields, boolean elements) {

    /**
     * A field and where it stands.
     *
     * @param field the field
     * @param depth the depth of the count that it lies in
     * @param ofSubject whether it is read on the resource that field conditions read
     */
    record Located(Field field, int depth, boolean ofSubject) {}

    Reads {
        fields = List.copyOf(fields);
    }

    /** Whether only type, name, kind and parameters are read. */
    boolean onlyIdentity() {
        return fields.isEmpty()
                ? elements
                : fields.stream().allMatch(each -> each.field().identity());
    }

    /** One property is named by its path, anything more by the expression itself. */
    void explain(
            Evaluation evaluation,
            String source,
            String held,
            JsonNode expected,
            JsonNode actual,
            Explanation explanation) {
        List<Located> properties = fields.stream()
                .filter(each -> !each.field().identity())
                .distinct()
                .toList();
        if (properties.size() == 1) {
            Located one = properties.get(0);
            PreparedResource read = one.ofSubject() ? evaluation.subject() : evaluation.resource();
            int[] at = evaluation.bound(one.depth(), read);
            explanation.computed(read, one.field(), at, held, expected, actual);
            return;
        }
        boolean secret = properties.stream().anyMatch(each -> {
            PreparedResource read = each.ofSubject() ? evaluation.subject() : evaluation.resource();
            return Explanation.madeOfSecret(read, each.field(), actual);
        });
        explanation.add(source, held, expected, actual, secret);
    }
}
