/**
 * The conditions of a rule: a sealed tree that is read once, bound to parameter values, and evaluated many times.
 *
 * <p>Open {@link dev.plumbline.policy.condition.Condition} first, then {@link
 * dev.plumbline.policy.condition.ConditionReader} and {@link dev.plumbline.policy.condition.Evaluation}.
 */
@NullMarked
package dev.plumbline.policy.condition;

import org.jspecify.annotations.NullMarked;
