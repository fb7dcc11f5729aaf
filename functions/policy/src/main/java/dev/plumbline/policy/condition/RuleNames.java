package dev.plumbline.policy.condition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.policy.Issues;
import dev.plumbline.policy.Limit;
import dev.plumbline.policy.alias.PropertyPath;
import dev.plumbline.policy.template.Names;
import dev.plumbline.policy.template.Place;
import dev.plumbline.policy.template.Template;
import dev.plumbline.policy.value.Spelling;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The names that one rule uses: fields, aliases and parameters; reports those that do not exist.
 *
 * <p>Not thread-safe; lives while a definition is compiled.
 */
public final class RuleNames {

    private static final int MOST_GUESSES = 50;

    private final Fields fields;
    private final Declarations declarations;
    private final Issues issues;
    private final Set<String> firstSteps = new LinkedHashSet<>();
    private final Set<String> unconfirmed;
    private final @Nullable RuleNames outer;
    private boolean computed;
    private int guesses;
    private int functions;

    /** Resolves names for one rule. */
    public RuleNames(Fields fields, Declarations declarations, Issues issues) {
        this(fields, declarations, issues, new LinkedHashSet<>(), null);
    }

    private RuleNames(
            Fields fields,
            Declarations declarations,
            Issues issues,
            Set<String> unconfirmed,
            @Nullable RuleNames outer) {
        this.fields = fields;
        this.declarations = declarations;
        this.issues = issues;
        this.unconfirmed = unconfirmed;
        this.outer = outer;
    }

    /** The names in a condition on related resources: their own, where the rule itself reads a view. */
    public RuleNames related(Fields ofResources) {
        return fields.ofView() ? new RuleNames(ofResources, declarations, issues, unconfirmed, this) : this;
    }

    /** The names in what {@code field()} reads, which is the judged document wherever it stands. */
    RuleNames judged() {
        return outer == null ? this : outer;
    }

    /** The fields there are. */
    public Fields fields() {
        return fields;
    }

    Declarations declarations() {
        return declarations;
    }

    /** Where issues go. */
    public Issues issues() {
        return issues;
    }

    /** The names for templates that stand in the effect or its details. */
    public Names details() {
        return new TemplateNames(this, null, Place.DETAILS);
    }

    /** The field of a name; what does not exist is reported, and read as missing. */
    Field field(String name, String path) {
        Fields.Resolution resolution = fields.resolve(name);
        if (resolution instanceof Fields.Resolution.Known known) {
            firstSteps.add(known.field().path().firstStep());
            return known.field();
        }
        if (resolution instanceof Fields.Resolution.Unconfirmed unsure) {
            unconfirmed.add(name);
            issues.warning(
                    path,
                    "an alias that the catalogue has, or whose path the type data confirms",
                    "`" + name + "`",
                    "the definition's verdict is `unknown`; " + guess(name, unsure.nearest()));
        } else if (resolution instanceof Fields.Resolution.Unknown unknown) {
            issues.error(path, "a field or alias", "`" + name + "`", guess(name, unknown.nearest()));
        }
        return Field.builtIn(name, Field.Kind.PROPERTY, PropertyPath.parse(name));
    }

    /** A search through all aliases for each of thousands of wrong names would take long and help nobody. */
    private String guess(String name, Supplier<Optional<String>> nearest) {
        guesses++;
        Optional<String> near = guesses > MOST_GUESSES
                ? Optional.empty()
                : nearest.get().or(() -> Spelling.nearest(name, Fields.BUILT_IN));
        return near.map(known -> "did you mean `" + known + "`").orElse("give a catalogue of aliases that has it");
    }

    /** Compiles a template of the rule, whose functions are limited all together. */
    public Template compile(JsonNode value, Names names, String path) {
        Template template = Template.compile(value, names, issues, path);
        count(template, path);
        return template;
    }

    /** Counts the functions of a template that stands at one more place of the rule. */
    void count(Template template, String path) {
        int before = functions;
        functions += template.functions();
        int most = Limit.FUNCTIONS.value();
        if (before <= most && functions > most) {
            issues.error(
                    path,
                    "at most `" + most + "` functions in a rule (limit `FUNCTIONS`)",
                    "more",
                    "split the definition");
        }
    }

    void noteComputed() {
        computed = true;
    }

    /** The first steps of every path that is read; what a view must have. */
    public Set<String> firstSteps() {
        return firstSteps;
    }

    /** Whether a field's name is computed, so that the first steps are not all. */
    public boolean computed() {
        return computed;
    }

    /** The aliases whose paths nothing confirms. */
    public Set<String> unconfirmed() {
        return unconfirmed;
    }
}
