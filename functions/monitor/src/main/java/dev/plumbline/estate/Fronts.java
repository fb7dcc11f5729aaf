package dev.plumbline.estate;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in front of others, and where it keeps the addresses behind it. Types are in lower case. */
final class Fronts {
    private static final int MAX_POLICY = 1_000_000;

    /** The top-level types that lead backward: nothing leads to them. */
    static final Set<String> GATEWAYS = Set.of(
            "microsoft.network/privateendpoints",
            "microsoft.apimanagement/service",
            "microsoft.network/applicationgateways",
            "microsoft.network/frontdoors",
            "microsoft.cdn/profiles");

    private static final String SERVICE = "microsoft.apimanagement/service";

    private static final Map<String, Set<String>> BACKENDS = Map.of(
            SERVICE + "/backends",
            Set.of("url", "resourceid"),
            SERVICE + "/apis",
            Set.of("serviceurl"),
            "microsoft.network/applicationgateways",
            Set.of("fqdn", "ipaddress"),
            "microsoft.network/frontdoors",
            Set.of("address"),
            "microsoft.cdn/profiles/origingroups/origins",
            Set.of("hostname"));

    /** Documents of XML in which an address may be chosen. */
    private static final Set<String> POLICIES = Set.of(
            SERVICE + "/policies",
            SERVICE + "/policyfragments",
            SERVICE + "/products/policies",
            SERVICE + "/apis/policies",
            SERVICE + "/apis/operations/policies");

    private static final Pattern BASE_URL = Pattern.compile(
            "<set-backend-service\\s[^<>]*?\\bbase-url\\s*=\\s*(?:\"([^\"<]*)\"|'([^'<]*)')", Pattern.CASE_INSENSITIVE);

    private Fronts() {}

    /** Whether resources of the type name an address behind a gateway. */
    static boolean names(String type) {
        return BACKENDS.containsKey(type) || POLICIES.contains(type);
    }

    /** The properties, in lower case, in which resources of the type name what is behind them. */
    static Set<String> backends(String type) {
        return BACKENDS.getOrDefault(type, Set.of());
    }

    /** Whether resources of the type hold a gateway policy. */
    static boolean isPolicy(String type) {
        return POLICIES.contains(type);
    }

    /** The addresses that a gateway policy sends requests to; one that only an expression knows is not among them. */
    static Set<String> inPolicy(String xml) {
        Set<String> urls = new LinkedHashSet<>();
        if (xml.length() <= MAX_POLICY) {
            Matcher found = BASE_URL.matcher(uncommented(xml));
            while (found.find()) {
                urls.add(found.group(1) == null ? found.group(2) : found.group(1));
            }
        }
        return urls;
    }

    private static String uncommented(String xml) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        int start = xml.indexOf("<!--");
        while (start >= 0) {
            text.append(xml, from, start);
            int end = xml.indexOf("-->", start + 4);
            from = end < 0 ? xml.length() : end + 3;
            start = xml.indexOf("<!--", from);
        }
        return text.append(xml, from, xml.length()).toString();
    }
}
