package dev.plumbline.cli.local.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A custom Log Analytics table as the infrastructure declares it: its name and its columns with their types.
 *
 * <p>Source: the same file that the Bicep templates load, {@code infra/tables/<name>.json}.
 */
public record Table(String name, Map<String, ColumnType> columns) {
    /** The table that Plumbline's findings go to. */
    public static final String FINDINGS = "PlumblineFindings_CL";

    /** A table with the given columns, in their order. */
    public Table {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** The table of that name as it is packaged from {@code infra/tables}. */
    public static Table packaged(String name) {
        String resource = "tables/" + name + ".json";
        try (InputStream in = Table.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("`" + resource + "` is not on the class path");
            }
            JsonNode root = new ObjectMapper().readTree(in);
            Map<String, ColumnType> columns = new LinkedHashMap<>();
            for (JsonNode column : root.path("columns")) {
                columns.put(
                        column.path("name").asText(),
                        ColumnType.named(column.path("type").asText()));
            }
            return new Table(root.path("name").asText(), columns);
        } catch (IOException e) {
            throw new UncheckedIOException("`" + resource + "` could not be read", e);
        }
    }

    /** The stream that rows for this table are sent to. */
    public String stream() {
        return "Custom-" + name;
    }
}
