package dev.plumbline.functions;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.OutputBinding;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the folder that is deployed, as the Functions host and its Java worker will. */
class StagedPackageIT {
    private static final Path STAGED = Path.of("target", "azure-functions", "plumbline");
    private static final Path CHECKOUT = Path.of("..", "..");
    private static final long MOST_BYTES = 20L * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void holdsTheFiveFunctionsAndNothingElse() throws IOException {
        try (Stream<Path> entries = Files.list(STAGED)) {
            assertThat(entries.filter(Files::isDirectory).map(StagedPackageIT::name))
                    .containsExactlyInAnyOrder(
                            "EvaluatePage", "Heartbeat", "PublishPending", "ResourceChanged", "Sweep", "lib");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ResourceChanged, in:eventGridTrigger",
        "Sweep,           in:timerTrigger out:queue",
        "EvaluatePage,    in:queueTrigger",
        "PublishPending,  in:timerTrigger",
        "Heartbeat,       in:timerTrigger"
    })
    void functionIsBound(String function, String bindings) throws IOException {
        JsonNode described = described(function);
        assertThat(bindings(described).stream()
                        .map(binding -> binding.path("direction").asText() + ":"
                                + binding.path("type").asText()))
                .containsExactlyInAnyOrder(bindings.split(" "));
        assertThat(STAGED.resolve(function)
                        .resolve(described.path("scriptFile").asText())
                        .normalize())
                .isEqualTo(STAGED.resolve("plumbline-monitor-0.1.0.jar"))
                .isRegularFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sweep", "PublishPending", "Heartbeat"})
    void timerHasASchedule(String function) throws IOException {
        JsonNode timer = binding(described(function), "timerTrigger");
        String schedule = timer.path("schedule").asText();
        // Six fields (seconds first), or the name of an app setting between percent signs.
        assertThat(schedule).matches("%\\w+%|\\S+( \\S+){5}");
        assertThat(timer.path("name").asText()).isNotEmpty();
    }

    @Test
    void pagesThatTheSweepSendsAreThePagesThatAreEvaluated() throws IOException {
        JsonNode sent = binding(described("Sweep"), "queue");
        JsonNode received = binding(described("EvaluatePage"), "queueTrigger");
        assertThat(received.path("queueName")).isEqualTo(sent.path("queueName"));
        assertThat(received.path("connection")).isEqualTo(sent.path("connection"));
        assertThat(sent.path("queueName").asText()).isNotEmpty();
    }

    @Test
    void eventArrivesOneAtATime() throws IOException {
        // `cardinality: many` would hand the function an array it does not expect in that place.
        assertThat(binding(described("ResourceChanged"), "eventGridTrigger").has("cardinality"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ResourceChanged", "Sweep", "EvaluatePage", "PublishPending", "Heartbeat"})
    void entryPointKeepsClearOfTheWorkersTraps(String function) throws Exception {
        String entryPoint = described(function).path("entryPoint").asText();
        int dot = entryPoint.lastIndexOf('.');
        Class<?> type = Class.forName(entryPoint.substring(0, dot));
        assertThat(type.getDeclaredFields())
                .as("an error in a static initialiser is swallowed and the invocation never answered")
                .filteredOn(StagedPackageIT::initialisedWithTheClass)
                .isEmpty();
        assertThat(type.getConstructors())
                .hasSize(1)
                .extracting(Constructor::getParameterCount)
                .containsExactly(0);
        List<Method> methods =
                Arrays.stream(type.getMethods()).filter(StagedPackageIT::ours).toList();
        assertThat(methods).extracting(Method::getName).containsExactly(entryPoint.substring(dot + 1));
        assertThat(methods)
                .flatExtracting(method -> List.of(method.getParameterTypes()))
                .as("the worker binds text safely, other types through its own gson")
                .isSubsetOf(String.class, ExecutionContext.class, OutputBinding.class);
    }

    @Test
    void hostFileIsOurs() throws IOException {
        JsonNode staged = JSON.readTree(STAGED.resolve("host.json").toFile());
        assertThat(staged).isEqualTo(JSON.readTree(CHECKOUT.resolve("host.json").toFile()));
        assertThat(staged.at("/extensionBundle/version").asText()).isEqualTo("[4.0.0, 5.0.0)");
        assertThat(staged.at("/extensions/queues/maxDequeueCount").asInt()).isPositive();
    }

    @Test
    void jarsAreExactlyThoseAllowed() throws IOException {
        assertThat(jars().map(jar -> STAGED.relativize(jar).toString().replace('\\', '/')))
                .containsExactlyInAnyOrderElementsOf(allowedJars());
    }

    @Test
    void packageIsSmall() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isPositive().isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void noClassIsInTwoJars() throws IOException {
        // The worker loads jars in the order of a hash set: which copy it would take is chance.
        Map<String, List<String>> jarsOfClass =
                classes().stream().collect(groupingBy(ClassInJar::entry, mapping(ClassInJar::jar, toList())));
        assertThat(jarsOfClass)
                .hasSizeGreaterThan(1_000)
                .allSatisfy((entry, jars) -> assertThat(jars).as(entry).hasSize(1));
    }

    @Test
    void oneFolderOnlyEndsInLib() throws IOException {
        // The worker may take any folder whose name ends in "lib" for the one that holds the libraries.
        try (Stream<Path> tree = Files.walk(STAGED)) {
            assertThat(tree.filter(Files::isDirectory).map(StagedPackageIT::name))
                    .filteredOn(folder -> folder.endsWith("lib"))
                    .containsExactly("lib");
        }
    }

    @Test
    void everyRuleIsInTheJar() throws IOException {
        try (JarFile jar = new JarFile(
                        STAGED.resolve("plumbline-monitor-0.1.0.jar").toFile());
                Stream<Path> rules = Files.walk(CHECKOUT.resolve("rules"))) {
            List<String> shipped = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(entry -> entry.startsWith("rules/"))
                    .toList();
            List<String> written = rules.filter(file -> (name(file).equals("policy.json")
                                    && !file.getParent().endsWith("resources"))
                            || (file.getParent().endsWith("rules/statements")
                                    && name(file).endsWith(".json")))
                    .map(file -> CHECKOUT.relativize(file).toString().replace('\\', '/'))
                    .toList();
            assertThat(written).anyMatch(file -> file.startsWith("rules/statements/"));
            assertThat(shipped).containsAll(written).contains("rules/baseline.json");
            assertThat(shipped)
                    .noneMatch(entry ->
                            entry.endsWith("suite.json") || entry.contains("/resources/") || entry.endsWith(".md"));
        }
    }

    private record ClassInJar(String entry, String jar) {}

    private static List<ClassInJar> classes() throws IOException {
        List<ClassInJar> found = new ArrayList<>();
        for (Path path : jars().toList()) {
            try (JarFile jar = new JarFile(path.toFile())) {
                jar.stream()
                        .map(entry -> entry.getName())
                        .filter(entry -> entry.endsWith(".class") && !entry.endsWith("module-info.class"))
                        .forEach(entry -> found.add(new ClassInJar(entry, name(path))));
            }
        }
        return found;
    }

    private static Stream<Path> jars() throws IOException {
        return files().stream().filter(file -> name(file).endsWith(".jar"));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> tree = Files.walk(STAGED)) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }

    private static List<String> allowedJars() throws IOException {
        try (var list = StagedPackageIT.class.getResourceAsStream("/staged-jars.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static JsonNode described(String function) throws IOException {
        return JSON.readTree(STAGED.resolve(function).resolve("function.json").toFile());
    }

    private static List<JsonNode> bindings(JsonNode described) {
        return StreamSupport.stream(described.path("bindings").spliterator(), false)
                .toList();
    }

    private static JsonNode binding(JsonNode described, String type) {
        List<JsonNode> found = bindings(described).stream()
                .filter(binding -> binding.path("type").asText().equals(type))
                .toList();
        assertThat(found).as("bindings of type `%s` in %s", type, described).hasSize(1);
        return found.get(0);
    }

    private static boolean initialisedWithTheClass(Field field) {
        boolean constant = Modifier.isFinal(field.getModifiers())
                && (field.getType().isPrimitive() || field.getType() == String.class);
        return Modifier.isStatic(field.getModifiers()) && !constant && !field.isSynthetic();
    }

    private static boolean ours(Method method) {
        return method.getDeclaringClass() != Object.class;
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
