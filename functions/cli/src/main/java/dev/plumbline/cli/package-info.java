/**
 * The command line: one class a command.
 *
 * <p>Open {@code Plumbline} first.
 */
@NullMarked
package dev.plumbline.cli;

import org.jspecify.annotations.NullMarked;
