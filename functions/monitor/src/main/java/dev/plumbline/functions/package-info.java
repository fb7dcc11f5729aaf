/**
 * The functions that are deployed: one class each, and none decides anything.
 *
 * <p>Open {@link dev.plumbline.functions.ResourceChanged} first, then {@link dev.plumbline.functions.Deployment}.
 */
@NullMarked
package dev.plumbline.functions;

import org.jspecify.annotations.NullMarked;
