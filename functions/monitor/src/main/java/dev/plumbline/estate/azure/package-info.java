/**
 * The estate as Azure Resource Manager and Resource Graph tell it.
 *
 * <p>Open {@link dev.plumbline.estate.azure.ArmEstate} first.
 */
@NullMarked
package dev.plumbline.estate.azure;

import org.jspecify.annotations.NullMarked;
