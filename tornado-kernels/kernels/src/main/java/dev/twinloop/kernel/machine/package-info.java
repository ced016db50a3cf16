/**
 * Micro-programs: lists of instructions on registers of a field, which all threads of a kernel
 * interpret, so that a device compiler sees one multiplier instead of hundreds.
 *
 * <pre>
 *   host                                       kernel
 *   FieldAssembler ── long[] code ──▶          FieldMachine   one instruction a long; 9 limbs
 *     └─ CurveAssembler, CompleteFormulas,       └─ PointMachine   an item's words, table, digits
 *        Ladder (LadderShape, Digits, Glv)
 *          └─ VerifyPrograms, RecoverPrograms
 *     └─ machine.edwards                         └─ EdwardsMachine
 *   XyzzAssembler ── int[] code ──▶            XyzzMachine    two ints an instruction; 9 or 14 limbs
 * </pre>
 *
 * {@code FieldAssembler} proves for each instruction that no limb and no column overflows ({@code
 * LimbField} has the bounds); numbers of {@code XyzzMachine} stay far below its radix.
 */
@NullMarked
package dev.twinloop.kernel.machine;

import org.jspecify.annotations.NullMarked;
