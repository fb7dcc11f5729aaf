/**
 * The estate of the embedded Azure: read from a file, kept and changed here.
 *
 * <p>Open {@link dev.plumbline.cli.local.estate.EstateFile} first, then {@link dev.plumbline.cli.local.estate.EstateStore}.
 */
@NullMarked
package dev.plumbline.cli.local.estate;

import org.jspecify.annotations.NullMarked;
