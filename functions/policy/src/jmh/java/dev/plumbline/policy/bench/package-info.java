/** Benchmarks of the policy language; {@link dev.plumbline.policy.bench.EvaluateBenchmark} is the one to read first. */
@NullMarked
package dev.plumbline.policy.bench;

import org.jspecify.annotations.NullMarked;
