/**
 * A rule's suite: cases in JSON that say what the rule must decide, and why.
 *
 * <p>Open {@code Suite} first, then {@code SuiteRunner}.
 */
@NullMarked
package dev.plumbline.policy.suite;

import org.jspecify.annotations.NullMarked;
