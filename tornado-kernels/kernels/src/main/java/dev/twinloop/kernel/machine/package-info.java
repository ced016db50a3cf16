/**
 * Micro-programs: lists of instructions on registers of a field. All threads of a kernel interpret
 * the list. So a device compiler sees one multiplier instead of hundreds.
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
 * {@code Instruction} defines the encoding and the ops that are common to all sets. A machine runs
 * the common ops with its numbers; the steps of its set run the other ops. {@code FieldSteps} and
 * {@code PointMemory} are for machines of nine limbs. {@code Digits} and {@code SignedDigits}
 * define how scalars are cut into digits.
 */
@NullMarked
package dev.twinloop.kernel.machine;

import org.jspecify.annotations.NullMarked;
