package dev.plumbline.cli.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.cli.local.HttpAnswer;
import dev.plumbline.cli.local.HttpCall;
import dev.plumbline.cli.local.LocalService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The plain page at {@code /}: open findings and the latest transitions.
 *
 * <p>Everything on it comes from other people's resources: each value is escaped, and a content security policy forbids all
 * script.
 */
public final class FindingsPage implements LocalService {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "text/html; charset=utf-8",
            "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store");
    private static final String STYLE = """
            body{font:15px/1.45 system-ui,sans-serif;margin:2rem;color:#1b1b1b;background:#fff}
            table{border-collapse:collapse;width:100%;margin:0 0 2rem}
            th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}
            td{overflow-wrap:anywhere}
            th{background:#f4f4f4}
            .Critical{color:#8b0000;font-weight:600}.High{color:#a04000;font-weight:600}
            """;

    private final KnownFindings findings;

    /** A page over what {@code findings} knows. */
    public FindingsPage(KnownFindings findings) {
        this.findings = findings;
    }

    @Override
    public boolean serves(HttpCall call) {
        return call.path().equals("/");
    }

    @Override
    public HttpAnswer answer(HttpCall call) {
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            return new HttpAnswer(405, Map.of("Allow", "GET, HEAD"), new byte[0]);
        }
        byte[] page = page().getBytes(StandardCharsets.UTF_8);
        return new HttpAnswer(200, HEADERS, call.method().equals("HEAD") ? new byte[0] : page);
    }

    private String page() {
        List<JsonNode> open = findings.open();
        StringBuilder html = new StringBuilder(4096);
        html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Plumbline</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>Plumbline</h1><h2>Open findings (")
                .append(open.size())
                .append(")</h2><table><thead><tr><th>Severity</th><th>Resource</th><th>Finding</th><th>Why</th>")
                .append("<th>Since</th></tr></thead><tbody>");
        for (JsonNode row : open) {
            html.append("<tr>");
            cell(html, row.path("Severity").asText());
            cell(
                    html,
                    row.path("ResourceName").asText() + " ("
                            + row.path("ResourceType").asText() + ")");
            cell(html, row.path("DisplayName").asText());
            cell(html, reasons(row));
            cell(html, row.path("TimeGenerated").asText());
            html.append("</tr>");
        }
        html.append("</tbody></table><h2>Latest transitions</h2><table><thead><tr><th>Time</th><th>Transition</th>")
                .append("<th>Resource</th><th>Finding</th><th>Who</th></tr></thead><tbody>");
        for (JsonNode row : findings.latestTransitions()) {
            html.append("<tr>");
            cell(html, row.path("TimeGenerated").asText());
            cell(html, row.path("Transition").asText());
            cell(html, row.path("ResourceName").asText());
            cell(html, row.path("DisplayName").asText());
            cell(html, row.path("ActorName").asText(""));
            html.append("</tr>");
        }
        return html.append("</tbody></table></body></html>").toString();
    }

    private static String reasons(JsonNode row) {
        StringBuilder text = new StringBuilder();
        for (JsonNode reason : row.path("Reasons")) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append(reason.path("path").asText())
                    .append(' ')
                    .append(reason.path("operator").asText())
                    .append(' ')
                    .append(reason.path("expected"))
                    .append(", is ")
                    .append(reason.path("actual"));
        }
        return text.toString();
    }

    private static void cell(StringBuilder html, String text) {
        html.append("<td class=\"")
                .append(text.equals("Critical") || text.equals("High") ? text : "")
                .append("\">");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c);
            }
        }
        html.append("</td>");
    }
}
