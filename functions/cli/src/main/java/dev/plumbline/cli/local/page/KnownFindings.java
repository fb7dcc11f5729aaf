package dev.plumbline.cli.local.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.cli.local.logs.RowStore;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The embedded workspace's table: a file of rows, one JSON object a line, with the latest row of each finding and the latest
 * transitions at hand.
 *
 * <p>A repeated row (same TransitionId) counts once. Thread-safe.
 */
public final class KnownFindings implements RowStore, AutoCloseable {
    private static final int LATEST = 200;
    private static final int MOST_FINDINGS = 100_000;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, ObjectNode> latestByFinding = new LinkedHashMap<>();
    private final Deque<ObjectNode> latest = new ArrayDeque<>();
    private final BufferedWriter file;

    /** The table kept in {@code file}; what it holds already is read. */
    public KnownFindings(Path file) {
        try {
            if (Files.exists(file)) {
                try (BufferedReader lines = Files.newBufferedReader(file)) {
                    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                        readLine(line);
                    }
                }
            }
            this.file = Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the table `" + file + "` could not be opened", e);
        }
    }

    private void readLine(String line) {
        try {
            if (json.readTree(line) instanceof ObjectNode row) {
                remember(row);
            }
        } catch (JsonProcessingException e) {
            // the last line of a process that was killed while it wrote; the ledger publishes that row again
            return;
        }
    }

    @Override
    public synchronized void add(ObjectNode row) {
        if (!remember(row)) {
            return;
        }
        try {
            file.write(row.toString());
            file.newLine();
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("a row could not be kept", e);
        }
    }

    /** The findings that are open, the most severe first. */
    public synchronized List<JsonNode> open() {
        List<JsonNode> open = new ArrayList<>();
        for (ObjectNode row : latestByFinding.values()) {
            if (row.path("Verdict").asText().equals("nonCompliant")) {
                open.add(row);
            }
        }
        open.sort(Comparator.comparingInt(
                        (JsonNode row) -> rank(row.path("Severity").asText()))
                .thenComparing(row -> row.path("ResourceId").asText())
                .thenComparing(row -> row.path("DefinitionName").asText()));
        return open;
    }

    /** The latest transitions, the newest first. */
    public synchronized List<JsonNode> latestTransitions() {
        return new ArrayList<>(latest);
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the table could not be closed", e);
        }
    }

    private boolean remember(ObjectNode row) {
        String finding = row.path("FindingId").asText();
        ObjectNode known = latestByFinding.get(finding);
        if (known != null && known.path("TransitionId").equals(row.path("TransitionId"))) {
            return false;
        }
        if (known != null || latestByFinding.size() < MOST_FINDINGS) {
            latestByFinding.put(finding, row);
        }
        latest.addFirst(row);
        if (latest.size() > LATEST) {
            latest.removeLast();
        }
        return true;
    }

    private static int rank(String severity) {
        return switch (severity) {
            case "Critical" -> 0;
            case "High" -> 1;
            case "Medium" -> 2;
            default -> 3;
        };
    }
}
