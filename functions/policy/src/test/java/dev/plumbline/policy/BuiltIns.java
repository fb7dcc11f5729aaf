package dev.plumbline.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Azure's built-in definitions and initiatives, from the packed test resource. */
public final class BuiltIns {

    /**
     * One file as it was published.
     *
     * @param path where it lay, {@code policyDefinitions/<category>/<file>.json}
     * @param text its content, byte for byte
     */
    public record File(String path, String text) {

        /** Whether the file is an initiative. */
        public boolean initiative() {
            return path.startsWith("policySetDefinitions/");
        }

        /** The file's strictly read document; every built-in is well-formed. */
        public Document document() {
            return Document.parse(path, text).orElseThrow();
        }
    }

    private BuiltIns() {}

    /** Every file, sorted by path. */
    public static List<File> files() {
        ObjectMapper mapper = new ObjectMapper();
        List<File> files = new ArrayList<>();
        try (InputStream packed = BuiltIns.class.getResourceAsStream("/builtins/builtins.jsonl.gz");
                InputStream unpacked = new GZIPInputStream(Objects.requireNonNull(packed));
                BufferedReader lines = new BufferedReader(new InputStreamReader(unpacked, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode entry = mapper.readTree(line);
                files.add(new File(
                        entry.required("path").textValue(),
                        entry.required("text").textValue()));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }

    /** The definitions. */
    public static List<File> definitions() {
        return files().stream().filter(file -> !file.initiative()).toList();
    }

    /** The initiatives. */
    public static List<File> initiatives() {
        return files().stream().filter(File::initiative).toList();
    }

    /** The definition of this file name, without its folder. */
    public static File named(String fileName) {
        return files().stream()
                .filter(file -> file.path().endsWith("/" + fileName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "built-ins: expected a file name among them, found `" + fileName + "`"));
    }
}
