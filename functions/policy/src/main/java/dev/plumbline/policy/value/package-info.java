/**
 * Values of the policy language: equality, order and case, the same for operators and functions.
 *
 * <p>Open {@link dev.plumbline.policy.value.Comparison} first.
 */
@NullMarked
package dev.plumbline.policy.value;

import org.jspecify.annotations.NullMarked;
