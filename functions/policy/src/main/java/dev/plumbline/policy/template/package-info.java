/**
 * The template expressions {@code [ ... ]} of the policy language: compiled once, evaluated many times.
 *
 * <p>Open {@link dev.plumbline.policy.template.Template} first, then {@code Node}.
 */
@NullMarked
package dev.plumbline.policy.template;

import org.jspecify.annotations.NullMarked;
