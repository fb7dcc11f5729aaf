/**
 * Property aliases and the paths that they stand for, by resource type and API version.
 *
 * <p>Open {@link dev.plumbline.policy.alias.AliasCatalogue} first.
 */
@NullMarked
package dev.plumbline.policy.alias;

import org.jspecify.annotations.NullMarked;
