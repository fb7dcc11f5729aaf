/** The embedded Event Grid; read {@link dev.plumbline.cli.local.event.EventGridService} first. */
@NullMarked
package dev.plumbline.cli.local.event;

import org.jspecify.annotations.NullMarked;
