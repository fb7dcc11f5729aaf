package dev.plumbline.finding.azure;

import com.azure.data.tables.models.TableEntity;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A JSON document in the properties of one table row: compressed, in pieces of at most 64 KiB, because a property takes
 * no more and a row no more than 1 MiB.
 */
final class PackedJson {
    private static final String PIECE = "Data";
    private static final int LARGEST_PIECE = 64 * 1024;
    private static final int MOST_PIECES = 15;
    private static final int LARGEST_DOCUMENT = 64 * 1024 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private PackedJson() {}

    /** Puts the document into a row. */
    static TableEntity into(TableEntity row, ObjectNode json) {
        byte[] packed = packed(json);
        int pieces = (packed.length + LARGEST_PIECE - 1) / LARGEST_PIECE;
        if (pieces > MOST_PIECES) {
            throw new IllegalStateException("ledger row: expected at most " + MOST_PIECES * LARGEST_PIECE
                    + " bytes after compression, found " + packed.length + "; publish what waits in the outbox first");
        }
        for (int i = 0; i < pieces; i++) {
            int from = i * LARGEST_PIECE;
            row.addProperty(PIECE + i, Arrays.copyOfRange(packed, from, Math.min(packed.length, from + LARGEST_PIECE)));
        }
        return row;
    }

    /** Takes the document out of a row. */
    static JsonNode from(TableEntity row) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int i = 0; row.getProperty(PIECE + i) instanceof byte[] piece; i++) {
            packed.writeBytes(piece);
        }
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            byte[] json = stream.readNBytes(LARGEST_DOCUMENT + 1);
            if (json.length > LARGEST_DOCUMENT) {
                throw new IllegalStateException("ledger row `" + row.getRowKey() + "`: expected at most "
                        + LARGEST_DOCUMENT + " bytes of JSON, found more; remove the row, it is made anew");
            }
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "ledger row `" + row.getRowKey() + "`: expected compressed JSON, found something else; "
                            + "remove the row, it is made anew",
                    e);
        }
    }

    private static byte[] packed(ObjectNode json) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            JSON.writeValue(stream, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
