/** Faults on demand for the embedded Azure; read {@link dev.plumbline.cli.local.fault.Faults} first. */
@NullMarked
package dev.plumbline.cli.local.fault;

import org.jspecify.annotations.NullMarked;
