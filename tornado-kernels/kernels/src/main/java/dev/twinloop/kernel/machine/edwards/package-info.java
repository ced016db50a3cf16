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
 * Registers from {@link dev.twinloop.kernel.machine.edwards.EdwardsAssembler#FREE} on belong to
 * programs; decoding takes those below {@link
 * dev.twinloop.kernel.machine.edwards.EdwardsDecode#END}.
 */
@NullMarked
package dev.twinloop.kernel.machine.edwards;

import org.jspecify.annotations.NullMarked;
