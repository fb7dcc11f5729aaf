/**
 * The functions that template expressions may call, one class each.
 *
 * <p>Open {@link dev.plumbline.policy.template.function.Functions} first: the table of all of them.
 */
@NullMarked
package dev.plumbline.policy.template.function;

import org.jspecify.annotations.NullMarked;
