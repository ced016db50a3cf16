/**
 * The types from which an author builds a workload.
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
 * For items of one size, a {@link dev.twinloop.task.ColumnProgram} states all of this with {@link
 * dev.twinloop.task.Columns}. {@link dev.twinloop.task.BufferLayout} and {@link
 * dev.twinloop.task.Buffers} lay out a program's arrays for one slot of a device. {@link
 * dev.twinloop.task.ProgramName} is the form in which a program is sent to a worker.
 */
@NullMarked
package dev.twinloop.task;

import org.jspecify.annotations.NullMarked;
