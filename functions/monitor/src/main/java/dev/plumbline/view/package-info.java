/**
 * Views: one document put together from several reads of an estate.
 *
 * <p>Open {@link dev.plumbline.view.EstateViews} first. What a section holds is written in {@code docs/views.md}.
 */
@NullMarked
package dev.plumbline.view;

import org.jspecify.annotations.NullMarked;
