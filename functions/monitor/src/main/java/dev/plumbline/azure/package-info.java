/**
 * What the adapters to Azure share: endpoints, transport, credential, and how long a call may be retried.
 *
 * <p>Open {@link dev.plumbline.azure.AzureClients} first.
 */
@NullMarked
package dev.plumbline.azure;

import org.jspecify.annotations.NullMarked;
