/**
 * Micro-programs on edwards25519.
 *
 * <pre>
 *   host                                           kernel
 *   EdwardsAssembler ── long[] code ──▶            Ed25519Machine.run   one call an item
 *     ├─ EdwardsDecode    points, powers             EdwardsSteps: items, table, BasePointTable
 *     ├─ EdwardsLadder    tables, sums
 *     └─ EddsaPrograms, MultiplePrograms, ClsagPrograms
 * </pre>
 *
 * Programs may use the registers from {@link
 * dev.twinloop.kernel.machine.edwards.EdwardsAssembler#FREE} on. Decoding uses the registers below
 * {@link dev.twinloop.kernel.machine.edwards.EdwardsDecode#END}.
 */
@NullMarked
package dev.twinloop.kernel.machine.edwards;

import org.jspecify.annotations.NullMarked;
