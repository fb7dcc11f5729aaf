package dev.plumbline.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.cli.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files that {@code az policy definition create} and {@code az policy set-definition create} take, and a script that calls them. */
record AzFiles(ExportedSet set, List<ExportedDefinition> definitions) {
    private static final String FOLDER = "az/";

    /** Stands for the scope that definitions are created at; the script puts it in. */
    private static final String SCOPE = "{scope}";

    private static final String HEAD = """
            #!/bin/sh
            # Creates the definitions and the initiative that were exported; assigns nothing.
            set -eu
            case ${1:-} in
                subscription) scope=/subscriptions/${2:?} ;;
                management-group) scope=/providers/Microsoft.Management/managementGroups/${2:?} ;;
                *)
                    echo 'usage: create.sh subscription ID | create.sh management-group NAME' >&2
                    exit 2
                    ;;
            esac
            at=$1
            id=$2
            cd "$(dirname "$0")"

            definition() { # name, mode, display name, description, metadata...
                name=$1 mode=$2 display=$3 description=$4
                shift 4
                az policy definition create "--$at" "$id" --name "$name" --mode "$mode" --display-name "$display" \\
                    --description "$description" --rules "policyDefinitions/$name/rules.json" \\
                    --params "policyDefinitions/$name/params.json" --metadata "$@" --output none
            }

            """;

    /** The files by path. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        for (ExportedDefinition definition : definitions) {
            String folder = FOLDER + "policyDefinitions/" + definition.name() + "/";
            files.put(folder + "rules.json", text(definition.rule()));
            files.put(folder + "params.json", text(definition.parameters()));
        }
        String folder = FOLDER + "policySetDefinitions/" + set.name() + "/";
        files.put(folder + "definitions.json", text(set.below(SCOPE)));
        files.put(folder + "params.json", text(set.parameters()));
        files.put(folder + "groups.json", text(set.groups()));
        files.put(FOLDER + "create.sh", script());
        return files;
    }

    private String script() {
        StringBuilder script = new StringBuilder(HEAD);
        for (ExportedDefinition each : definitions) {
            List<String> words = new ArrayList<>(List.of(
                    "definition", each.name(), each.text("mode"), each.text("displayName"), each.text("description")));
            words.addAll(metadata(each.metadata()));
            script.append(line(words)).append('\n');
        }
        String folder = "policySetDefinitions/" + set.name();
        script.append("\nfilled=$(mktemp)\ntrap 'rm -f \"$filled\"' EXIT\nsed \"s|")
                .append(SCOPE)
                .append("|$scope|\" ")
                .append(quoted(folder + "/definitions.json"))
                .append(" >\"$filled\"\naz policy set-definition create \"--$at\" \"$id\" ")
                .append(line(List.of("--name", set.name(), "--display-name", set.displayName())))
                .append(" \\\n    ")
                .append(line(List.of("--description", set.description(), "--params", folder + "/params.json")))
                .append(" \\\n    ")
                .append(line(List.of("--definition-groups", folder + "/groups.json")))
                .append(" --definitions \"$filled\" --output none --metadata ")
                .append(line(metadata(set.metadata())))
                .append('\n');
        return script.toString();
    }

    private static List<String> metadata(JsonNode metadata) {
        List<String> words = new ArrayList<>();
        for (String name : List.of("version", "category", "severity")) {
            if (metadata.path(name).isTextual()) {
                words.add(name + "=" + metadata.path(name).textValue());
            }
        }
        return words;
    }

    private static String line(List<String> words) {
        return String.join(" ", words.stream().map(AzFiles::quoted).toList());
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String text(JsonNode json) {
        return Json.text(json) + "\n";
    }
}
