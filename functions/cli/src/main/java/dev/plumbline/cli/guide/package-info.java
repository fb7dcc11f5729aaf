/**
 * The rules for people who have to fix something: what each is about, why, and how to put it right.
 *
 * <p>Open {@link dev.plumbline.cli.guide.RuleGuide} first.
 */
@NullMarked
package dev.plumbline.cli.guide;

import org.jspecify.annotations.NullMarked;
