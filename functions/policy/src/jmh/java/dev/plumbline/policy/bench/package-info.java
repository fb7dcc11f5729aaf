/**
 * How fast the policy language is.
 *
 * <p>Open {@link dev.plumbline.policy.bench.EvaluateBenchmark} first.
 */
@NullMarked
package dev.plumbline.policy.bench;

import org.jspecify.annotations.NullMarked;
