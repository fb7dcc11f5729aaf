/**
 * Findings and their life: what the ledger keeps, what is published, and the ports for both.
 *
 * <p>Open {@link dev.plumbline.finding.Transition} first, then {@link dev.plumbline.finding.LedgerEntry}.
 */
@NullMarked
package dev.plumbline.finding;

import org.jspecify.annotations.NullMarked;
