/**
 * The main street: a change, the estate, the baseline, the ledger, the sink.
 *
 * <p>Open {@code Monitor} first.
 */
@NullMarked
package dev.plumbline;

import org.jspecify.annotations.NullMarked;
