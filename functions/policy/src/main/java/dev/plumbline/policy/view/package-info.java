/**
 * The views that definitions of mode {@code Plumbline.Views} read: their sections, and what each is read from.
 *
 * <p>Open {@link dev.plumbline.policy.view.ViewCatalogue} first.
 */
@NullMarked
package dev.plumbline.policy.view;

import org.jspecify.annotations.NullMarked;
