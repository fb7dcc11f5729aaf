/**
 * The effects of rules and what their details ask for.
 *
 * <p>Open {@link dev.plumbline.policy.effect.Effect} first, then {@link dev.plumbline.policy.effect.Details}.
 */
@NullMarked
package dev.plumbline.policy.effect;

import org.jspecify.annotations.NullMarked;
