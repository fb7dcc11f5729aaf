/**
 * Conformance cases of the policy language: data that says what an evaluator must answer.
 *
 * <p>Open {@code ConformanceSuite} first, then {@code ConformanceRunner}.
 */
@NullMarked
package dev.plumbline.policy.conformance;

import org.jspecify.annotations.NullMarked;
