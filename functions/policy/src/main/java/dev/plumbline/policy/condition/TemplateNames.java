package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plumbline.policy.Limit;
import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.alias.PropertyPath;
import dev.plumbline.policy.alias.Selection;
import dev.plumbline.policy.template.FieldReader;
import dev.plumbline.policy.template.Names;
import dev.plumbline.policy.template.Place;
import dev.plumbline.policy.value.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one template may refer to, where it stands; remembers what it did refer to. */
final class TemplateNames implements Names {

    private static final String ANY = "[*]";

    private final RuleNames rule;
    private final @Nullable CountName around;
    private final Place place;
    private final List<Reads.Located> fields = new ArrayList<>();
    private long dependence = Dependence.NONE;
    private boolean counted;
    private boolean variable;

    TemplateNames(RuleNames rule, @Nullable CountName around, Place place) {
        this.rule = rule;
        this.around = around;
        this.place = place;
    }

    /**
     * A count around a template, or one of the arrays that it goes through.
     *
     * @param outer the one around it
     * @param depth how many are around it
     * @param name its folded name
     * @param ofField whether it counts a field
     * @param ofParameters whether it counts what comes from parameters alone
     * @param run the count
     */
    record CountName(
            @Nullable CountName outer, int depth, String name, boolean ofField, boolean ofParameters, Run run) {

        /** Where a count further out remembers what is steady right inside this one. */
        Memory memory(long dependence) {
            int wanted = Dependence.deepest(run.outside(dependence)) + 1;
            CountName home = this;
            while (home.outer != null && home.depth > wanted) {
                home = home.outer;
            }
            return new Memory(wanted, home.run.slot());
        }

        /**
         * Where a count further out remembers what its elements have in them, if they are the same each time; null if not.
         *
         * <p>A count through several arrays is left out, because its elements have more than one number.
         */
        @Nullable
        Memory texts() {
            return ofField && run.single() && run.steady(Dependence.NONE) ? memory(Dependence.NONE) : null;
        }

        /** The folded names of the arrays that a counted field goes through and this count does not, the last one whole. */
        static List<String> levels(@Nullable CountName outer, String folded) {
            List<String> levels = new ArrayList<>();
            int from = outer == null ? 0 : Math.min(outer.name.length(), folded.length() - 1);
            for (int at = folded.indexOf(ANY, from);
                    at >= 0 && levels.size() <= Limit.FIELD_ARRAYS.value();
                    at = folded.indexOf(ANY, at + 1)) {
                levels.add(folded.substring(0, at + ANY.length()));
            }
            if (!folded.endsWith(ANY) || levels.isEmpty()) {
                levels.add(folded);
            }
            return levels;
        }

        /** The innermost count of a field that the field lies in. */
        static @Nullable CountName around(@Nullable CountName innermost, String folded) {
            CountName each = innermost;
            while (each != null && !(each.ofField && Scope.inside(folded, each.name))) {
                each = each.outer;
            }
            return each;
        }
    }

    @Override
    public FieldReader field(String name, String path) {
        Field field = rule.judged().field(name, path);
        // In an existence condition the counts go through the related resource, and field() reads the other one.
        CountName count =
                place == Place.EXISTENCE_CONDITION ? null : CountName.around(around, Comparison.foldName(field.name()));
        int depth = count == null ? FieldCondition.NO_SCOPE : count.depth();
        fields.add(new Reads.Located(field, depth, false));
        dependence |= count == null ? Dependence.NONE : count.run().asDependence();
        return frame -> {
            Evaluation evaluation = (Evaluation) frame;
            return evaluation.read(field, depth);
        };
    }

    @Override
    public FieldReader current(@Nullable String name, String path) {
        if (around == null) {
            rule.issues()
                    .error(
                            path,
                            "`current()` inside the `where` of a count",
                            "no count around it",
                            "move it, or use `field()`");
            return frame -> MissingNode.getInstance();
        }
        if (name == null) {
            note(around);
            return frame -> frame.current(null);
        }
        String folded = Comparison.foldName(name);
        CountName count = around;
        while (count != null && !Scope.inside(folded, count.name())) {
            count = count.outer();
        }
        if (count == null) {
            rule.issues().error(path, "the name of a count around it", "`" + name + "`", "name one: " + countNames());
            return frame -> MissingNode.getInstance();
        }
        note(count);
        return count.ofField() ? property(name, count) : element(name, count);
    }

    /** The element of a value count, or a member of it. */
    private static FieldReader element(String name, CountName count) {
        PropertyPath rest = PropertyPath.parse(name.substring(count.name().length()));
        int depth = count.depth();
        return frame -> {
            Scope scope = ((Evaluation) frame).scope();
            Scope counted = scope == null ? null : scope.at(depth);
            return counted == null ? MissingNode.getInstance() : rest.read(counted.element());
        };
    }

    /** The element of a field count, or a property of it by its own alias. */
    private FieldReader property(String name, CountName count) {
        if (name.length() == count.name().length()) {
            return element(name, count);
        }
        Fields.Resolution resolution = rule.fields().resolve(name);
        if (!(resolution instanceof Fields.Resolution.Known known)) {
            return element(name, count);
        }
        Field field = known.field();
        int depth = count.depth();
        fields.add(new Reads.Located(field, depth, true));
        return frame -> {
            Evaluation evaluation = (Evaluation) frame;
            PreparedResource subject = evaluation.subject();
            PropertyPath at = field.path(subject);
            Scope around = evaluation.around(depth, subject);
            PropertyPath below = Evaluation.below(around, at);
            if (around != null && below != null && below.wildcards() == 0) {
                return below.read(around.element());
            }
            int[] bound = around == null ? PropertyPath.UNBOUND : around.at();
            if (at.wildcards() > bound.length) {
                return field.collect(subject, at, bound, evaluation);
            }
            Selection one = at.select(subject.json(), bound, Selection.NoArray.NULL_ELEMENT);
            return one.next() ? one.value() : MissingNode.getInstance();
        };
    }

    private void note(CountName count) {
        dependence |= count.run().asDependence();
        counted = true;
        variable |= !count.ofParameters();
    }

    @Override
    public void computed() {
        dependence = Dependence.ANY;
    }

    /** The counts that the value depends on. */
    long dependence() {
        return dependence;
    }

    private String countNames() {
        List<String> names = new ArrayList<>();
        for (CountName each = around; each != null; each = each.outer()) {
            names.add("`" + each.name() + "`");
        }
        return String.join(", ", names);
    }

    @Override
    public boolean hasParameter(String name) {
        return rule.declarations().has(name);
    }

    @Override
    public Set<String> parameterNames() {
        return rule.declarations().names();
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public boolean overView() {
        return rule.judged().fields().ofView();
    }

    /** Whether nothing was read but, at most, elements that come from parameters. */
    boolean parametersOnly() {
        return fields.isEmpty() && !variable;
    }

    /** What was read, once the template is compiled. */
    Reads reads() {
        return new Reads(fields, fields.isEmpty() && counted && !variable);
    }
}
