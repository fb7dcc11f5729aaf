/**
 * The operators of conditions, one file each: a right side is prepared once, then judges many left sides.
 *
 * <p>Open {@link dev.plumbline.policy.operator.Operator} first, then {@link dev.plumbline.policy.operator.Check}.
 */
@NullMarked
package dev.plumbline.policy.operator;

import org.jspecify.annotations.NullMarked;
