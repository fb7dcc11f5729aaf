/**
 * Ledger, sink and dead letter on Azure's services: Table Storage and Logs Ingestion.
 *
 * <p>Open {@link dev.plumbline.finding.azure.TablesLedger} first, then
 * {@link dev.plumbline.finding.azure.LogsIngestionSink}.
 */
@NullMarked
package dev.plumbline.finding.azure;

import org.jspecify.annotations.NullMarked;
