/**
 * The Azure resources in scope: how one is named, read, and how one refers to another.
 *
 * <p>Open {@link dev.plumbline.estate.ResourceId} first, then {@link dev.plumbline.estate.Estate}.
 */
@NullMarked
package dev.plumbline.estate;

import org.jspecify.annotations.NullMarked;
