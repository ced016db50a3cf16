/**
 * What the point kernels of signatures run: micro-programs with their heads, tables of the
 * generators, and which generated class belongs to which curve.
 *
 * <pre>
 *   PointPrograms ─ code, constants ─▶ point kernel ◀─ GeneratorTables
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.ecdsa.plan;

import org.jspecify.annotations.NullMarked;
