/**
 * The baseline: initiatives, assignments, exemptions and attestations, compiled into what each resource is judged by.
 *
 * <p>Open {@code Baseline} first, then {@code BaselineSources}.
 */
@NullMarked
package dev.plumbline.policy.baseline;

import org.jspecify.annotations.NullMarked;
