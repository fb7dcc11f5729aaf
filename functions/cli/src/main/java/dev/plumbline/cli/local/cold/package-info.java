/** What a measured process does; read {@link dev.plumbline.cli.local.cold.ColdStart} first. */
@NullMarked
package dev.plumbline.cli.local.cold;

import org.jspecify.annotations.NullMarked;
