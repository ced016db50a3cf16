/**
 * Micro-programs on secp256k1 and P-256.
 *
 * <pre>
 *   host                                           kernel
 *   CurveAssembler ── long[] code ──▶              Secp256k1Machine.run, P256Machine.run
 *     ├─ CompleteFormulas, SquareRoot                WeierstrassSteps: words, table, digits
 *     └─ Ladder (LadderShape, Glv, GeneratorTable)
 *          └─ VerifyPrograms, RecoverPrograms
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.machine.weierstrass;

import org.jspecify.annotations.NullMarked;
