package dev.plumbline.policy.template.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code parseCidr(network)}: network, mask, usable addresses and prefix length. */
final class ParseCidr implements TemplateFunction {
    @Override
    public JsonNode apply(Arguments arguments) {
        CidrBlock block = CidrBlock.of(arguments, 0);
        ObjectNode parts = JsonNodeFactory.instance.objectNode();
        parts.put("network", block.first().text());
        parts.put("netmask", block.mask().text());
        if (!block.first().six()) {
            parts.put("broadcast", block.last().text());
        }
        parts.put("firstUsable", block.firstUsable().text());
        parts.put("lastUsable", block.lastUsable().text());
        return parts.put("cidr", block.prefix());
    }
}
