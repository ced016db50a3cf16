/**
 * The inputs of the point kernels of signatures: micro-programs with their heads, tables of the
 * generators, and the generated class of each curve.
 *
 * <pre>
 *   PointPrograms ─ code, constants ─▶ point kernel ◀─ GeneratorTables
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.ecdsa.plan;

import org.jspecify.annotations.NullMarked;
