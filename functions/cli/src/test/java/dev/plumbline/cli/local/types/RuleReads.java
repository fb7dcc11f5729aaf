package dev.plumbline.cli.local.types;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.alias.AliasCatalogue;
import dev.plumbline.policy.alias.AliasResolution;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a definition reads: by conditions, guards, existence conditions and expressions. Used once.
 *
 * <p>Not followed: what a deployment's template makes of its parameters.
 */
final class RuleReads {

    /**
     * One read.
     *
     * @param where the JSON path in the definition
     * @param spot what is read
     */
    record Read(String where, Spot spot) {}

    private static final Set<String> OF_EVERY_RESOURCE = Set.of("type", "id", "name", "fullname", "apiversion");

    private final AliasCatalogue aliases = AliasCatalogue.bundled();
    private final List<Read> reads = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final boolean views;
    private final String view;
    private final Set<String> targets;

    private RuleReads(JsonNode properties) {
        JsonNode condition = properties.path("policyRule").path("if");
        views = properties.path("mode").asText().equals("Plumbline.Views");
        Set<String> found = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        values(condition, "type", found);
        view = found.stream()
                .filter(type -> type.startsWith("Plumbline.Views/"))
                .findFirst()
                .map(type -> type.substring("Plumbline.Views/".length()))
                .orElse("");
        if (views) {
            found.clear();
            values(condition, "resource.type", found);
        }
        targets = found;
    }

    static RuleReads of(JsonNode policy) {
        JsonNode properties = policy.path("properties");
        RuleReads all = new RuleReads(properties);
        Context rule = all.new Context(all.views ? all.view : "", all.targets, all.targets);
        JsonNode then = properties.path("policyRule").path("then");
        rule.condition(properties.path("policyRule").path("if"), "$.policyRule.if", null);
        rule.texts(then, "$.policyRule.then");
        JsonNode details = then.path("details");
        all.existence(details);
        JsonNode guards = properties.path("metadata").path("guards");
        for (int i = 0; i < guards.size(); i++) {
            JsonNode guard = guards.get(i);
            String of = guard.path("view").asText(rule.view);
            all.new Context(of, all.targets, all.targets)
                    .condition(guard.path("if"), "$.metadata.guards[" + i + "].if", null);
        }
        return all;
    }

    private void existence(JsonNode details) {
        if (details.has("existenceCondition")) {
            Set<String> related = Set.of(details.path("type").asText());
            new Context("", related, targets)
                    .condition(
                            details.path("existenceCondition"), "$.policyRule.then.details.existenceCondition", null);
        }
    }

    List<Read> reads() {
        return reads;
    }

    /** Names that mean nothing where they stand. */
    List<String> problems() {
        return problems;
    }

    /** The types of the resources that the definition judges. */
    Set<String> targets() {
        return targets;
    }

    /** What the field of an operation stands for: it is of the resource that is judged, also where the rule reads a view. */
    List<Spot> written(String field, String where) {
        List<Spot> spots = new ArrayList<>();
        for (String type : targets) {
            spots.addAll(new Context("", Set.of(type), Set.of(type)).operation(field, where));
        }
        return spots;
    }

    /** What a field is compared with anywhere in a condition. */
    private static void values(JsonNode condition, String field, Set<String> into) {
        if (condition.path("field").asText().equalsIgnoreCase(field)) {
            if (condition.path("equals").isTextual()) {
                into.add(condition.path("equals").asText());
            }
            condition.path("in").forEach(value -> into.add(value.asText()));
        }
        condition.forEach(inside -> values(inside, field, into));
    }

    /** A count around a condition, and what its elements are. */
    private record Count(@Nullable Count outer, String name, List<Spot> elements, boolean ofField) {}

    /** What fields are in one part of a definition. */
    private final class Context {
        private final String view;
        private final Set<String> types;
        private final Set<String> judged;

        Context(String view, Set<String> types, Set<String> judged) {
            this.view = view;
            this.types = types;
            this.judged = judged;
        }

        void condition(JsonNode node, String where, @Nullable Count around) {
            JsonNode field = node.path("field");
            if (field.isTextual()) {
                if (ReadExpression.is(field.textValue())) {
                    follow(field.textValue(), where + ".field", around);
                } else {
                    note(field(field.textValue(), where + ".field", false), where + ".field");
                }
            }
            List<Count> inside = new ArrayList<>();
            if (node.has("count")) {
                inside.add(counted(node.path("count"), where + ".count", around));
            }
            for (Iterator<Map.Entry<String, JsonNode>> members = node.fields(); members.hasNext(); ) {
                Map.Entry<String, JsonNode> member = members.next();
                String at = where + "." + member.getKey();
                switch (member.getKey().toLowerCase(Locale.ROOT)) {
                    case "field" -> {}
                    case "allof", "anyof" -> {
                        for (int i = 0; i < member.getValue().size(); i++) {
                            condition(member.getValue().get(i), at + "[" + i + "]", around);
                        }
                    }
                    case "not" -> condition(member.getValue(), at, around);
                    case "count" -> condition(member.getValue().path("where"), at + ".where", inside.get(0));
                    default -> texts(member.getValue(), at, around);
                }
            }
        }

        private Count counted(JsonNode count, String where, @Nullable Count around) {
            JsonNode field = count.path("field");
            if (field.isTextual()) {
                List<Spot> elements = field(field.textValue(), where + ".field", false);
                note(elements, where + ".field");
                return new Count(around, field.textValue(), elements, true);
            }
            JsonNode value = count.path("value");
            List<Spot> lists = value.isTextual() && ReadExpression.is(value.textValue())
                    ? follow(value.textValue(), where + ".value", around)
                    : List.of();
            List<Spot> elements = lists.stream().map(Spot::element).toList();
            note(
                    elements.stream()
                            .filter(spot -> spot.real().equals(spot.steps()))
                            .toList(),
                    where + ".value");
            return new Count(around, count.path("name").asText("\u0000"), elements, false);
        }

        void texts(JsonNode node, String where) {
            texts(node, where, null);
        }

        /** Every expression in a value, apart from existence conditions, which read another resource, and templates. */
        private void texts(JsonNode node, String where, @Nullable Count around) {
            if (node.isTextual() && ReadExpression.is(node.textValue())) {
                follow(node.textValue(), where, around);
            }
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                texts(node.get(i), where + "[" + i + "]", around);
            }
            for (Iterator<Map.Entry<String, JsonNode>> members = node.fields(); members.hasNext(); ) {
                Map.Entry<String, JsonNode> member = members.next();
                if (!Set.of("existenceCondition", "template").contains(member.getKey())) {
                    texts(member.getValue(), where + "." + member.getKey(), around);
                }
            }
        }

        private List<Spot> follow(String text, String where, @Nullable Count around) {
            Context outside = types.equals(judged)
                    ? this
                    : new Context(RuleReads.this.views ? RuleReads.this.view : "", judged, judged);
            ReadExpression.Names names = new ReadExpression.Names() {
                @Override
                public List<Spot> field(String name) {
                    return outside.field(name, where, within(name, around) == null);
                }

                @Override
                public List<Spot> current(String name) {
                    return Context.this.current(name, where, around);
                }
            };
            return ReadExpression.follow(text, names, spot -> note(List.of(spot), where));
        }

        private List<Spot> current(String name, String where, @Nullable Count around) {
            Count count = name.isEmpty() ? around : within(name, around);
            if (count == null) {
                problems.add(where + ": expected the name of a count around it, found `" + name + "`; name one");
                return List.of();
            }
            if (count.ofField()) {
                return field(name.isEmpty() ? count.name() : name, where, false);
            }
            List<String> rest = name.isEmpty()
                    ? List.of()
                    : Spot.split(name.substring(count.name().length()));
            List<Spot> spots = count.elements();
            for (String step : rest) {
                spots = spots.stream()
                        .flatMap(spot ->
                                (step.equals(Spot.ELEMENT) ? List.of(spot.element()) : spot.member(step)).stream())
                        .toList();
            }
            return spots;
        }

        private static @Nullable Count within(String name, @Nullable Count innermost) {
            Count each = innermost;
            while (each != null) {
                boolean starts =
                        name.regionMatches(true, 0, each.name(), 0, each.name().length());
                if (starts
                        && (name.length() == each.name().length()
                                || ".[".indexOf(name.charAt(each.name().length())) >= 0)) {
                    return each;
                }
                each = each.outer();
            }
            return null;
        }

        /** What a name stands for; a path with {@code [*]} outside of a count is the list of what is there. */
        private List<Spot> field(String name, String where, boolean list) {
            boolean collected = list && name.contains("[*]");
            if (!view.isEmpty()) {
                return List.of(new Spot(judged, view, Spot.split(name), collected));
            }
            String folded = name.toLowerCase(Locale.ROOT);
            if (OF_EVERY_RESOURCE.contains(folded)) {
                return List.of();
            }
            if (folded.matches("(kind|location|tags|identity)([.\\[].*)?") || views && folded.indexOf('/') < 0) {
                return List.of(new Spot(types, "", Spot.split(name), collected));
            }
            return alias(name, where, collected);
        }

        List<Spot> operation(String field, String where) {
            if (ReadExpression.is(field)) {
                if (!field.startsWith("[concat('tags[")) {
                    problems.add(where + ": expected a field that is known before, or a tag, found `" + field + "`");
                }
                return List.of(new Spot(types, "", List.of("tags", "any"), false));
            }
            return field.indexOf('/') > 0
                    ? alias(field, where, false)
                    : List.of(new Spot(types, "", Spot.split(field), false));
        }

        private List<Spot> alias(String name, String where, boolean collected) {
            AliasResolution resolution = aliases.resolve(name);
            if (!(resolution instanceof AliasResolution.Known known)) {
                problems.add(where + ": expected a field or an alias that Azure's list or its type data has, found `"
                        + name + "`");
                return List.of();
            }
            String owner = name.substring(0, name.lastIndexOf('/'));
            List<Spot> spots = new ArrayList<>();
            for (String type : types) {
                if (type.equalsIgnoreCase(owner)) {
                    String path = known.alias()
                            .path(type.toLowerCase(Locale.ROOT), "")
                            .text();
                    spots.add(new Spot(Set.of(type), "", Spot.split(path), collected));
                }
            }
            if (spots.isEmpty() && judged.stream().noneMatch(owner::equalsIgnoreCase)) {
                problems.add(where + ": expected an alias of " + types + ", found `" + name + "`");
            } else if (spots.isEmpty()) {
                return new Context("", judged, judged).alias(name, where, collected);
            }
            return spots;
        }

        private void note(List<Spot> spots, String where) {
            spots.forEach(spot -> reads.add(new Read(where, spot)));
        }
    }
}
