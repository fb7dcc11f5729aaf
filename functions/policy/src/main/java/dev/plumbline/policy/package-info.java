/**
 * The policy language's public face: a definition is compiled once and evaluated many times.
 *
 * <p>Open {@code Definition} first, then {@code Verdict}.
 */
@NullMarked
package dev.plumbline.policy;

import org.jspecify.annotations.NullMarked;
