package dev.plumbline.azure;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the parts of Azure answer that the monitor talks to.
 *
 * @param resourceManager Azure Resource Manager, without a path
 * @param ingestion the Logs Ingestion endpoint of the data collection rule
 * @param rule the rule's immutable id, {@code dcr-} and 32 hexadecimal digits
 * @param stream the stream declared in the rule
 * @param tables the table service of the ledger's storage account
 * @param ledgerTable the table that keeps the ledger
 * @param deadLetterTable the table that keeps what no retry can mend
 * @param identity the client id of the user-assigned identity; absent for the system-assigned one
 */
public record AzureEndpoints(
        URI resourceManager,
        URI ingestion,
        String rule,
        String stream,
        URI tables,
        String ledgerTable,
        String deadLetterTable,
        Optional<String> identity) {
    /** The app setting of {@link #resourceManager}; only sovereign clouds set it. */
    public static final String RESOURCE_MANAGER = "PLUMBLINE_RESOURCE_MANAGER";
    /** The app setting of {@link #ingestion}. */
    public static final String INGESTION_ENDPOINT = "PLUMBLINE_INGESTION_ENDPOINT";
    /** The app setting of {@link #rule}. */
    public static final String INGESTION_RULE = "PLUMBLINE_INGESTION_RULE";
    /** The app setting of {@link #stream}. */
    public static final String INGESTION_STREAM = "PLUMBLINE_INGESTION_STREAM";
    /** The app setting of {@link #tables}. */
    public static final String TABLE_ENDPOINT = "PLUMBLINE_TABLE_ENDPOINT";
    /** The app setting of {@link #ledgerTable}. */
    public static final String LEDGER_TABLE = "PLUMBLINE_LEDGER_TABLE";
    /** The app setting of {@link #deadLetterTable}. */
    public static final String DEAD_LETTER_TABLE = "PLUMBLINE_DEAD_LETTER_TABLE";
    /** The app setting of {@link #identity}, named as every Azure SDK names it. */
    public static final String IDENTITY = "AZURE_CLIENT_ID";

    private static final Pattern RULE = Pattern.compile("dcr-[0-9a-f]{32}");
    private static final Pattern STREAM = Pattern.compile("Custom-[A-Za-z0-9_-]{1,100}");
    private static final Pattern TABLE = Pattern.compile("[A-Za-z][A-Za-z0-9]{2,62}");

    /**
     * Reads the endpoints from the app's settings.
     *
     * @throws IllegalArgumentException naming every setting that is missing or cannot be used
     */
    public static AzureEndpoints of(Map<String, String> settings) {
        Reader reader = new Reader(settings, new ArrayList<>());
        AzureEndpoints endpoints = new AzureEndpoints(
                reader.https(RESOURCE_MANAGER, Optional.of("https://management.azure.com")),
                reader.https(INGESTION_ENDPOINT, Optional.empty()),
                reader.matching(INGESTION_RULE, RULE, Optional.empty()),
                reader.matching(INGESTION_STREAM, STREAM, Optional.of("Custom-PlumblineFindings_CL")),
                reader.https(TABLE_ENDPOINT, Optional.empty()),
                reader.matching(LEDGER_TABLE, TABLE, Optional.of("PlumblineLedger")),
                reader.matching(DEAD_LETTER_TABLE, TABLE, Optional.of("PlumblineDeadLetters")),
                Optional.ofNullable(settings.get(IDENTITY)).filter(id -> !id.isBlank()));
        if (!reader.problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", reader.problems));
        }
        return endpoints;
    }

    private record Reader(Map<String, String> settings, List<String> problems) {
        private static final URI NOWHERE = URI.create("https://invalid");

        URI https(String name, Optional<String> fallback) {
            String text = text(name, fallback);
            try {
                URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
                if (uri.getHost() != null
                        && "https".equals(lower(uri.getScheme()))
                        && uri.getRawPath().isEmpty()) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                // Reported below, together with URLs that are well formed and of no use.
            }
            problem(name, "an https URL without a path", text);
            return NOWHERE;
        }

        String matching(String name, Pattern pattern, Optional<String> fallback) {
            String text = text(name, fallback);
            if (!pattern.matcher(text).matches()) {
                problem(name, "`" + pattern + "`", text);
            }
            return text;
        }

        private String text(String name, Optional<String> fallback) {
            return Optional.ofNullable(settings.get(name))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .or(() -> fallback)
                    .orElse("");
        }

        private void problem(String name, String expected, String found) {
            problems.add("app setting `" + name + "`: expected " + expected + ", found "
                    + (found.isEmpty() ? "nothing" : "`" + found + "`")
                    + "; set it as the deployment's outputs name it");
        }

        private static String lower(String text) {
            return text == null ? "" : text.toLowerCase(Locale.ROOT);
        }
    }
}
