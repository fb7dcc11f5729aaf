/**
 * Changes as Event Grid tells of them, and what they may affect.
 *
 * <p>Open {@link dev.plumbline.change.ChangeReader} first, then {@link dev.plumbline.change.AffectedResources}.
 */
@NullMarked
package dev.plumbline.change;

import org.jspecify.annotations.NullMarked;
