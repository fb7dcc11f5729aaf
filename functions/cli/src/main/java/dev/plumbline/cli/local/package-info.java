/**
 * The embedded Azure: what stands in for the cloud on one machine, behind the unmodified SDK clients.
 *
 * <p>Open {@link dev.plumbline.cli.local.LocalService} first, then {@link dev.plumbline.cli.local.EmbeddedTransport}.
 */
@NullMarked
package dev.plumbline.cli.local;

import org.jspecify.annotations.NullMarked;
