/**
 * The baseline as far as Azure Policy can assign it.
 *
 * <p>Open {@link dev.plumbline.cli.export.PolicyExport} first.
 */
@NullMarked
package dev.plumbline.cli.export;

import org.jspecify.annotations.NullMarked;
