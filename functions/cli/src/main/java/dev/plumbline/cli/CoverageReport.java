package dev.plumbline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What decides each statement of the source documents.
 *
 * @param sources the documents
 * @param statements in the order of the initiative's groups
 * @param rules in the order of the initiative
 */
record CoverageReport(List<Source> sources, List<Statement> statements, List<Rule> rules) {
    /** The kinds of statements in the order in which they are counted. */
    static final List<String> KINDS = List.of("automated", "graph", "platform", "attested");

    /**
     * A source document.
     *
     * @param prefix what the names of its statements begin with
     * @param title what people call it
     */
    record Source(String prefix, String title) {

        boolean states(Statement statement) {
            return statement.id().startsWith(prefix + "-");
        }
    }

    /**
     * A statement of a source document.
     *
     * @param id the name of its group
     * @param title what it asks for
     * @param kind what it is decided by, one of {@link #KINDS}
     * @param coverage how far the rules decide it: {@code full}, {@code partial}, {@code proxy} or empty
     * @param rules the rules that serve it
     * @param untested those of them without a failing and a passing case
     * @param fact what holds without anybody's doing; empty unless the platform guarantees it
     * @param remains what remains with people; may be empty
     * @param gap why nothing accounts for it; empty if something does
     */
    record Statement(
            String id,
            String title,
            String kind,
            String coverage,
            List<String> rules,
            List<String> untested,
            String fact,
            String remains,
            String gap) {

        boolean accounted() {
            return gap.isEmpty();
        }
    }

    /**
     * A rule as far as trust in it goes.
     *
     * @param name its folder
     * @param gap what its suite lacks; empty if it has a failing and a passing case
     * @param verified whether the facts that it reads were verified
     * @param view the view that it reads; empty for a rule over resources
     * @param viewReason why it needs a view although it is about one resource; may be empty
     */
    record Rule(String name, String gap, boolean verified, String view, String viewReason) {}

    CoverageReport {
        sources = List.copyOf(sources);
        statements = List.copyOf(statements);
        rules = List.copyOf(rules);
    }

    long accounted() {
        return statements.stream().filter(Statement::accounted).count();
    }

    long untested() {
        return rules.stream().filter(rule -> !rule.gap().isEmpty()).count();
    }

    List<Statement> of(Source source) {
        return statements.stream().filter(source::states).toList();
    }

    static long count(List<Statement> statements, String kind) {
        return statements.stream().filter(each -> each.kind().equals(kind)).count();
    }

    /** The whole in one line. */
    String summary() {
        return accounted() + " of " + statements.size() + " statements accounted for, " + rules.size() + " rules, "
                + untested() + " of them not tested";
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("accounted", accounted()).put("of", statements.size());
        ArrayNode documents = json.putArray("sources");
        for (Source source : sources) {
            ObjectNode document =
                    documents.addObject().put("prefix", source.prefix()).put("title", source.title());
            ArrayNode array = document.putArray("statements");
            of(source).forEach(statement -> array.add(json(statement)));
        }
        ArrayNode array = json.putArray("rules");
        for (Rule rule : rules) {
            ObjectNode object = array.addObject()
                    .put("name", rule.name())
                    .put("tested", rule.gap().isEmpty());
            object.put("verified", rule.verified());
            if (!rule.view().isEmpty()) {
                object.put("view", rule.view());
            }
            if (!rule.viewReason().isEmpty()) {
                object.put("viewReason", rule.viewReason());
            }
        }
        return json;
    }

    private static ObjectNode json(Statement statement) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("id", statement.id()).put("title", statement.title()).put("kind", statement.kind());
        object.put("coverage", statement.coverage());
        statement.rules().forEach(object.putArray("rules")::add);
        statement.untested().forEach(object.putArray("untested")::add);
        object.put("fact", statement.fact()).put("remains", statement.remains());
        return object.put("accounted", statement.accounted()).put("gap", statement.gap());
    }
}
