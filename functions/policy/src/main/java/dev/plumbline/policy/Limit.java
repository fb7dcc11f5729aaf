package dev.plumbline.policy;

/**
 * The named limits that keep a definition or a resource from the internet harmless.
 *
 * <p>Where Azure documents a limit its number is used. Passing a limit while reading or compiling gives an
 * {@link Issue}; passing {@link #EVALUATION_STEPS} gives the verdict {@code unknown}.
 */
public enum Limit {
    /** Levels of nested objects and arrays in one document. */
    NESTING(256),
    /** Characters of one document. */
    DOCUMENT_CHARACTERS(32 * 1024 * 1024),
    /** Characters of one string, in a document or made by an expression. */
    STRING_CHARACTERS(131_072),
    /** Characters of one member name. */
    NAME_CHARACTERS(8_192),
    /** Characters of one number. */
    NUMBER_CHARACTERS(512),
    /** Digits that the exponent of a number may shift it by. */
    NUMBER_SCALE(512),
    /** Values in one document, members and elements counted each. */
    DOCUMENT_VALUES(2_000_000),
    /** Values in one definition. */
    DEFINITION_VALUES(200_000),
    /** Members and elements of one object or array made by an expression. */
    VALUE_NODES(32_768),
    /** Levels of a value made by an expression. */
    VALUE_DEPTH(128),
    /** Conditions in {@code if}. */
    CONDITIONS(4_096),
    /** Conditions in {@code existenceCondition}. */
    EXISTENCE_CONDITIONS(128),
    /** Levels of nested conditions. */
    CONDITION_NESTING(128),
    /** Characters of one field's name. */
    FIELD_CHARACTERS(1_024),
    /** Arrays that one field goes through. */
    FIELD_ARRAYS(32),
    /** Template functions in one rule. */
    FUNCTIONS(2_048),
    /** Arguments of one template function. */
    ARGUMENTS(128),
    /** Levels of nested template functions. */
    FUNCTION_NESTING(64),
    /** Characters of one expression. */
    EXPRESSION_CHARACTERS(81_920),
    /** Field counts over one array in a rule. */
    FIELD_COUNTS_PER_ARRAY(5),
    /** Value counts in a rule. */
    VALUE_COUNTS(10),
    /** Elements of one value count. */
    VALUE_COUNT_ITERATIONS(100),
    /** Parameters of one definition or initiative. */
    PARAMETERS(1_000),
    /** Characters of a regular expression in a parameter's schema. */
    PATTERN_CHARACTERS(512),
    /** Reasons kept of one verdict. */
    REASONS(200),
    /** Issues reported for one source. */
    ISSUES(1_000),
    /** Steps of work that one evaluation may take; a condition, an element visited and a function call are one each. */
    EVALUATION_STEPS(1_000_000);

    private final int value;

    Limit(int value) {
        this.value = value;
    }

    /** The number. */
    public int value() {
        return value;
    }
}
