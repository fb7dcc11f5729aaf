/**
 * Resource Graph as the embedded Azure has it, for the part of its query language that this product sends.
 *
 * <p>Open {@link dev.plumbline.cli.local.graph.ResourceGraphService} first.
 */
@NullMarked
package dev.plumbline.cli.local.graph;

import org.jspecify.annotations.NullMarked;
