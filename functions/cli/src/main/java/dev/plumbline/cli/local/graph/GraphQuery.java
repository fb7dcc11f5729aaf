package dev.plumbline.cli.local.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A query of Resource Graph, in the subset that is served: a table, then {@code where}, {@code project}, {@code order by} and
 * {@code limit}.
 *
 * @param byId whether the rows come in the order of their ids
 */
record GraphQuery(
        GraphTable table,
        Predicate<ObjectNode> where,
        Optional<List<Column>> projected,
        Optional<Comparator<ObjectNode>> order,
        boolean byId,
        int limit) {

    static GraphQuery parse(String text) {
        Tokens tokens = new Tokens(text);
        GraphTable table = GraphTable.of(tokens.word());
        Predicate<ObjectNode> where = row -> true;
        Optional<List<Column>> projected = Optional.empty();
        Optional<Comparator<ObjectNode>> order = Optional.empty();
        boolean byId = true;
        int limit = Integer.MAX_VALUE;
        while (!tokens.atEnd()) {
            tokens.expect("|");
            String operator = tokens.word().toLowerCase(Locale.ROOT);
            switch (operator) {
                case "where" -> where = where.and(new Predicates(tokens).read());
                case "project" -> projected = Optional.of(columns(tokens));
                case "order", "sort" -> {
                    tokens.expect("by");
                    byId = tokens.peek().equals("id");
                    Comparator<ObjectNode> by = ordering(tokens);
                    byId = byId && by instanceof Ascending;
                    while (tokens.skip(",")) {
                        by = by.thenComparing(ordering(tokens));
                    }
                    order = Optional.of(by);
                }
                case "limit", "take" -> limit = Math.min(limit, tokens.number());
                default ->
                    throw new UnsupportedQuery("expected `where`, `project`, `order by` or `limit`, found `" + operator
                            + "`, which the embedded Resource Graph does not have");
            }
        }
        return new GraphQuery(table, where, projected, order, byId, limit);
    }

    List<ObjectNode> rows(Stream<ObjectNode> all) {
        Stream<ObjectNode> matching = all.filter(where);
        return (order.isPresent() ? matching.sorted(order.get()) : matching)
                .limit(limit)
                .toList();
    }

    ObjectNode project(ObjectNode row) {
        if (projected.isEmpty()) {
            return row;
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (Column column : projected.get()) {
            JsonNode value = column.of(row);
            result.set(column.name(), value.isMissingNode() ? result.nullNode() : value);
        }
        return result;
    }

    private static List<Column> columns(Tokens tokens) {
        List<Column> columns = new ArrayList<>();
        do {
            String name = tokens.peek();
            boolean known = Column.STRINGS.contains(name) || Column.DYNAMIC.contains(name);
            if (known) {
                Column column = Column.read(tokens);
                if (tokens.skip("=")) {
                    column = Column.read(tokens).named(name);
                }
                columns.add(column);
            } else {
                String alias = tokens.word();
                if (!tokens.skip("=")) {
                    throw new UnsupportedQuery("expected a column, found `" + Tokens.shown(alias) + "`");
                }
                columns.add(Column.read(tokens).named(alias));
            }
        } while (tokens.skip(","));
        return List.copyOf(columns);
    }

    private static Comparator<ObjectNode> ordering(Tokens tokens) {
        Column column = Column.read(tokens);
        if (tokens.skip("asc")) {
            return new Ascending(column);
        }
        // Kusto's own default is descending
        tokens.skip("desc");
        return new Ascending(column).reversed();
    }

    private record Ascending(Column column) implements Comparator<ObjectNode> {
        @Override
        public int compare(ObjectNode one, ObjectNode other) {
            return column.of(one)
                    .asText("")
                    .compareToIgnoreCase(column.of(other).asText(""));
        }
    }
}
