package dev.plumbline.policy.conformance;

/**
 * How a case went.
 *
 * @param suite the suite's name
 * @param name the case's name
 * @param passed whether the answer is the expected one
 * @param expected what the case expects
 * @param actual what came out
 */
public record ConformanceResult(String suite, String name, boolean passed, String expected, String actual) {}
