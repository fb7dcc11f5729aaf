package dev.plumbline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.policy.Compiled;
import dev.plumbline.policy.Document;
import dev.plumbline.policy.Issue;
import dev.plumbline.policy.baseline.DocumentFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the account together from the initiative, the definitions that it refers to, and their suites. */
final class CoverageReader {
    private static final Pattern VIEW = Pattern.compile("\"Plumbline\\.Views/(\\w+)\"");

    private final Path folder;
    private final Map<String, JsonNode> rules = new HashMap<>();
    private final Map<String, JsonNode> statements = new HashMap<>();
    private final Map<String, List<String>> references = new LinkedHashMap<>();

    CoverageReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads everything.
     *
     * @throws InvalidInput with every mistake
     */
    CoverageReport read() {
        Path file = folder.resolve("baseline.json");
        if (!Files.isRegularFile(file)) {
            throw new InvalidInput(
                    List.of(folder + ": expected a folder of rules with `baseline.json`, found none; check the path"));
        }
        RuleFolder suites = RuleFolder.read(folder);
        List<Issue> issues = new ArrayList<>();
        JsonNode initiative = document(file, issues);
        RuleFolder.rules(folder).forEach(rule -> rules.put(RuleFolder.name(rule), document(rule, issues)));
        Path facts = folder.resolve("statements");
        if (Files.isDirectory(facts)) {
            DocumentFolder.files(facts).forEach(statement -> {
                JsonNode document = document(statement, issues);
                statements.put(document.path("name").asText(), document.path("properties"));
            });
        }
        if (!issues.isEmpty()) {
            throw InvalidInput.of(issues);
        }
        return report(initiative.path("properties"), suites.unproven());
    }

    private static JsonNode document(Path file, List<Issue> issues) {
        Compiled<Document> document = DocumentFolder.file(file);
        issues.addAll(document.issues());
        return document.value().map(Document::root).orElseGet(MissingNode::getInstance);
    }

    private CoverageReport report(JsonNode initiative, Map<String, String> unproven) {
        List<CoverageReport.Rule> judged = new ArrayList<>();
        for (JsonNode reference : initiative.path("policyDefinitions")) {
            String id = reference.path("policyDefinitionId").asText();
            String name = id.substring(id.lastIndexOf('/') + 1);
            for (JsonNode group : reference.path("groupNames")) {
                references
                        .computeIfAbsent(group.asText(), key -> new ArrayList<>())
                        .add(name);
            }
            if (rules.containsKey(name)) {
                judged.add(rule(name, rules.get(name), unproven.getOrDefault(name, "")));
            }
        }
        List<CoverageReport.Source> sources = new ArrayList<>();
        for (JsonNode source : initiative.at("/metadata/sources")) {
            sources.add(new CoverageReport.Source(
                    source.path("prefix").asText(), source.path("title").asText()));
        }
        List<CoverageReport.Statement> accounts = new ArrayList<>();
        for (JsonNode group : initiative.path("policyDefinitionGroups")) {
            JsonNode said = initiative
                    .at("/metadata/statements")
                    .path(group.path("name").asText());
            accounts.add(statement(group, said, unproven));
        }
        return new CoverageReport(sources, accounts, judged);
    }

    private static CoverageReport.Rule rule(String name, JsonNode definition, String gap) {
        JsonNode properties = definition.path("properties");
        Matcher view = VIEW.matcher(properties.path("policyRule").path("if").toString());
        boolean viewed = properties.path("mode").asText().equals("Plumbline.Views") && view.find();
        return new CoverageReport.Rule(
                name,
                gap,
                properties.at("/metadata/verified").asBoolean(true),
                viewed ? view.group(1) : "",
                properties.at("/metadata/viewReason").asText());
    }

    private CoverageReport.Statement statement(JsonNode group, JsonNode said, Map<String, String> unproven) {
        String id = group.path("name").asText();
        String kind = said.path("kind").asText();
        List<String> serving = new ArrayList<>();
        String fact = "";
        String evidence = "";
        for (String name : references.getOrDefault(id, List.of())) {
            JsonNode statement = statements.get(name);
            if (statement == null) {
                serving.add(name);
            } else if (statement.at("/policyRule/then/details/defaultState").isTextual()) {
                evidence = statement.path("description").asText();
            } else {
                fact = statement.path("description").asText();
            }
        }
        serving.removeIf(name -> !rules.containsKey(name));
        String note = group.path("description").asText();
        return new CoverageReport.Statement(
                id,
                group.path("displayName").asText(),
                kind,
                said.path("coverage").asText(),
                serving,
                serving.stream().filter(unproven::containsKey).toList(),
                fact,
                evidence.isEmpty() ? note : evidence,
                gap(kind, serving, fact, evidence));
    }

    private static String gap(String kind, List<String> rules, String fact, String evidence) {
        return switch (kind) {
            case "automated", "graph" -> rules.isEmpty() ? "no rule decides it" : "";
            case "platform" -> fact.isEmpty() ? "no definition states the fact" : "";
            case "attested" -> evidence.isEmpty() ? "no definition asks for the evidence" : "";
            default -> "its kind is not known";
        };
    }
}
