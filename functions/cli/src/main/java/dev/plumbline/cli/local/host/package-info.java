/** The local Functions host; read {@link dev.plumbline.cli.local.host.FunctionsHost} first. */
@NullMarked
package dev.plumbline.cli.local.host;

import org.jspecify.annotations.NullMarked;
