/** The embedded Logs Ingestion endpoint; read {@link dev.plumbline.cli.local.logs.LogsIngestionService} first. */
@NullMarked
package dev.plumbline.cli.local.logs;

import org.jspecify.annotations.NullMarked;
