/**
 * Micro-programs on edwards25519.
 *
 * <pre>
 *   host                                        kernel
 *   EdwardsAssembler ── long[] code ──▶         EdwardsMachine.run   one call an item
 *     ├─ EdwardsDecode    points, powers          registers, items, table, BasePointTable
 *     ├─ EdwardsLadder    tables, sums (SignedDigits)
 *     └─ EddsaPrograms    Ed25519
 * </pre>
 *
 * Registers from {@link dev.twinloop.kernel.machine.edwards.EdwardsAssembler#FREE} on belong to
 * programs; decoding takes those below {@link
 * dev.twinloop.kernel.machine.edwards.EdwardsDecode#END}.
 */
@NullMarked
package dev.twinloop.kernel.machine.edwards;

import org.jspecify.annotations.NullMarked;
