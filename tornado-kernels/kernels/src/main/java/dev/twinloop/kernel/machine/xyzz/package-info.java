/**
 * Micro-programs that add and double points of any curve with a = 0 or 2, over a prime field or a
 * quadratic extension.
 *
 * <pre>
 *   host                                           kernel
 *   XyzzAssembler ── long[] code ──▶               XyzzMachine.run
 *     ├─ MontgomeryNumbers: bounds                   ├─ XyzzNumbers: 9, 14, 18 or 28 limbs
 *     └─ SumPrograms                                 └─ XyzzSteps: branches, whole points
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.machine.xyzz;

import org.jspecify.annotations.NullMarked;
