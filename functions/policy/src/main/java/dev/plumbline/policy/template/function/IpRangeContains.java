package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;

/** {@code ipRangeContains(range, target)}: addresses, CIDR blocks or {@code first-last}; false for mixed families or what is no range. */
final class IpRangeContains implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        IpRange range = IpRange.parse(arguments.string(0));
        IpRange target = IpRange.parse(arguments.string(1));
        return BooleanNode.valueOf(range != null && target != null && range.contains(target));
    }
}
