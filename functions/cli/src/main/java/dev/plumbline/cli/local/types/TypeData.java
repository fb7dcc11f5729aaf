package dev.plumbline.cli.local.types;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What Azure's resource types look like, for the types that the baseline reads and what they lean on.
 *
 * <p>The data is read as text once, and each type is understood when it is first asked for. Types that are not in the data
 * are unknown, which is no fault of theirs. Thread-safe.
 */
public final class TypeData {
    private static final Pattern HEAD = Pattern.compile("\\{\"type\":\"([^\"]+)\",\"apiVersion\":\"([^\"]+)\"");
    private static final Pattern VERSION = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(-[A-Za-z0-9.-]{1,40})?");

    /** A version that Azure has of these types and its published data has not: known, but not described. */
    private static final String LEFT_OUT = "2020-10-01";

    private static final Pattern ROLE_TYPES = Pattern.compile(
            "microsoft\\.authorization/role(assignmentschedule|eligibilityschedule|managementpolic)[a-z]*");

    private static @Nullable TypeData bundled;

    /** One line of the data: its version and its text. */
    private record Line(String type, String apiVersion, String text) {}

    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private final Map<String, List<Line>> lines = new HashMap<>();
    private final Map<String, List<String>> versions = new ConcurrentHashMap<>();
    private final Map<Line, ResourceType> understood = new ConcurrentHashMap<>();

    private TypeData(BufferedReader reader) throws IOException {
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            Matcher head = HEAD.matcher(text);
            if (head.lookingAt()) {
                Line line = new Line(head.group(1), head.group(2), text);
                lines.computeIfAbsent(key(line.type()), type -> new ArrayList<>())
                        .add(line);
            }
        }
    }

    /** The data in the jar. */
    public static synchronized TypeData bundled() {
        TypeData data = bundled;
        if (data == null) {
            try (InputStream resource = TypeData.class.getResourceAsStream("resource-types.jsonl.gz")) {
                if (resource == null) {
                    throw new IllegalStateException("resource-types.jsonl.gz is not on the class path; build again");
                }
                data = new TypeData(new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(resource), StandardCharsets.UTF_8)));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            bundled = data;
        }
        return data;
    }

    /** Every API version of a type, oldest first; empty where the type is not in the data. */
    public List<String> versions(String type) {
        List<Line> known = lines.getOrDefault(key(type), List.of());
        if (known.isEmpty()) {
            return List.of();
        }
        return versions.computeIfAbsent(key(type), absent -> {
            List<String> all = new ArrayList<>();
            tree(known.get(0)).path("allVersions").forEach(version -> all.add(version.asText()));
            if (left(type) && !all.contains(LEFT_OUT)) {
                all.add(LEFT_OUT);
            }
            return List.copyOf(all);
        });
    }

    /**
     * A type at an API version, or at the nearest one that the data describes.
     *
     * @return empty where the type is not in the data
     */
    public Optional<ResourceType> find(String type, String apiVersion) {
        List<Line> known = lines.getOrDefault(key(type), List.of());
        if (left(type)
                && apiVersion.equals(LEFT_OUT)
                && known.stream().noneMatch(line -> line.apiVersion().equals(LEFT_OUT))) {
            return Optional.empty();
        }
        return known.stream()
                .min(Comparator.<Line>comparingLong(line -> distance(line.apiVersion(), apiVersion))
                        .thenComparing(line -> preview(line.apiVersion()) != preview(apiVersion))
                        .thenComparing(Line::apiVersion, Comparator.reverseOrder()))
                .map(line -> understood.computeIfAbsent(line, l -> new ResourceType(tree(l))));
    }

    /** A type's name in Azure's own casing; as given where the type is not in the data. */
    public String spelling(String type) {
        List<Line> known = lines.getOrDefault(key(type), List.of());
        return known.isEmpty() ? type : known.get(0).type();
    }

    private static boolean left(String type) {
        return ROLE_TYPES.matcher(key(type)).matches();
    }

    /** Whether a text has the form of an API version. */
    public static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    private JsonNode tree(Line line) {
        try {
            return json.readTree(line.text());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static long distance(String one, String other) {
        return Math.abs(ChronoUnit.DAYS.between(day(one), day(other)));
    }

    private static LocalDate day(String version) {
        Matcher matcher = VERSION.matcher(version);
        try {
            return matcher.matches() ? LocalDate.parse(matcher.group(1)) : LocalDate.EPOCH;
        } catch (DateTimeParseException noSuchDay) {
            return LocalDate.EPOCH;
        }
    }

    private static boolean preview(String version) {
        return version.length() > "2000-01-01".length();
    }

    private static String key(String type) {
        return type.toLowerCase(Locale.ROOT);
    }
}
