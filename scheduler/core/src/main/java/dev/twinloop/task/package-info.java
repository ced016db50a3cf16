/**
 * What a workload is made of, and what its author sees.
 *
 * <pre>
 *   Task ──program()──▶ BoundProgram = task + Program, what the scheduler handles
 *                                            │
 *        ┌───────────────┬───────────────────┼────────────────┬──────────────┐
 *     Slicing         encode            list of Stage       decode         check
 *     how it may    Task ─▶ Buffers          │          Buffers ─▶ result  ItemOracle,
 *     be cut                                 │                             Sampler
 *                          buffers (BufferSpec), constants,
 *                          launches: KernelCall + what its Control says
 * </pre>
 *
 * A {@link dev.twinloop.task.ColumnProgram} is all of this said in {@link
 * dev.twinloop.task.Columns}, for items of one size. {@link dev.twinloop.task.BufferLayout} and
 * {@link dev.twinloop.task.Buffers} lay a program's arrays out for one slot of a device; {@link
 * dev.twinloop.task.ProgramName} is how a program travels to a worker.
 */
@NullMarked
package dev.twinloop.task;

import org.jspecify.annotations.NullMarked;
