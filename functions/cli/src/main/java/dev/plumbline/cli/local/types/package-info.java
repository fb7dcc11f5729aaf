/**
 * Azure's own description of its resource types, and requests and answers held against it.
 *
 * <p>Open {@link dev.plumbline.cli.local.types.TypeData} first.
 */
@NullMarked
package dev.plumbline.cli.local.types;

import org.jspecify.annotations.NullMarked;
