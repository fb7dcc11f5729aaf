/**
 * Azure Resource Manager as the embedded Azure has it.
 *
 * <p>Open {@link dev.plumbline.cli.local.arm.ArmService} first.
 */
@NullMarked
package dev.plumbline.cli.local.arm;

import org.jspecify.annotations.NullMarked;
