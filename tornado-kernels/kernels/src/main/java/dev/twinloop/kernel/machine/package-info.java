/**
 * Micro-programs: lists of instructions on registers of a field, which all threads of a kernel
 * interpret, so that a device compiler sees one multiplier instead of hundreds.
 *
 * <pre>
 *   host                                           kernel
 *   Assembler ── long[] code ── Instruction ──▶    a machine: one loop, from one template
 *     │  bounds: Numbers, Bound
 *     ├─ FieldAssembler (LimbField)
 *     │    ├─ weierstrass.CurveAssembler           weierstrass.Secp256k1Machine, P256Machine
 *     │    └─ edwards.EdwardsAssembler             edwards.Ed25519Machine
 *     └─ xyzz.XyzzAssembler                        xyzz.XyzzMachine
 * </pre>
 *
 * {@code Instruction} has the encoding, and which ops are common to all sets. A machine runs those
 * with its numbers, and leaves the others to the steps of its set. {@code FieldSteps} and {@code
 * PointMemory} serve machines of nine limbs; {@code Digits} and {@code SignedDigits} say how
 * scalars are cut.
 */
@NullMarked
package dev.twinloop.kernel.machine;

import org.jspecify.annotations.NullMarked;
