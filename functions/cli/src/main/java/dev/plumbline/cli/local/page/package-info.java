/** The local page; read {@link dev.plumbline.cli.local.page.FindingsPage} first. */
@NullMarked
package dev.plumbline.cli.local.page;

import org.jspecify.annotations.NullMarked;
