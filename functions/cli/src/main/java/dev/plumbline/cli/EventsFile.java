package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recorded deliveries of Event Grid, split as the Functions host splits them: one text a function call.
 *
 * <p>A file holds one event, an array of events, or JSON Lines of either. What is not JSON is kept as it is, for the function to
 * judge: replaying shows what the deployed app would have done with it.
 */
final class EventsFile {
    private static final long LARGEST_FILE = 256L << 20;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private EventsFile() {}

    /** The deliveries of {@code file}, in their order. */
    static List<String> read(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new InvalidInput(List.of("`" + file + "`: expected at most 256 MB of events, found "
                        + Files.size(file) + " bytes; split the file"));
            }
            return deliveries(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new InvalidInput(
                    List.of("`" + file + "`: expected a readable UTF-8 file, found " + e + "; check --events"));
        }
    }

    /** When the events of a delivery happened, as far as it says so in a readable way. */
    static List<Instant> times(String delivery) {
        List<Instant> times = new ArrayList<>();
        json(delivery)
                .ifPresent(json -> (json.isArray() ? json : List.of(json)).forEach(event -> {
                    String time =
                            event.path("eventTime").asText(event.path("time").asText());
                    try {
                        times.add(OffsetDateTime.parse(time).toInstant());
                    } catch (DateTimeParseException e) {
                        // the function says what is wrong with the event; it has no place in time
                        return;
                    }
                }));
        return times;
    }

    static List<String> deliveries(String text) {
        List<String> deliveries = new ArrayList<>();
        Optional<JsonNode> whole = json(text);
        if (whole.isPresent()) {
            split(whole.get(), deliveries);
            return deliveries;
        }
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.stream()
                .noneMatch(line -> json(line).filter(JsonNode::isContainerNode).isPresent())) {
            return text.isBlank() ? List.of() : List.of(text);
        }
        for (String line : lines) {
            Optional<JsonNode> event = json(line);
            if (event.isPresent()) {
                split(event.get(), deliveries);
            } else {
                deliveries.add(line);
            }
        }
        return deliveries;
    }

    private static void split(JsonNode json, List<String> deliveries) {
        if (json.isArray()) {
            json.forEach(event -> deliveries.add(event.toString()));
        } else {
            deliveries.add(json.toString());
        }
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
