package dev.plumbline.policy.template;

/** Takes the errors that compiling a template finds. */
@FunctionalInterface
public interface IssueSink {

    /** Records one error, in the parts of a message to people; {@code path} is the JSON path of the template. */
    void error(String path, String expected, String found, String advice);
}
