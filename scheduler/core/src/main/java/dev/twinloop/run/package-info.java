/**
 * How a task comes to its end: its life, its slices' lives, and who carries them.
 *
 * <pre>
 *   submit ─▶ {@link dev.twinloop.run.TaskRun} ─▶ {@link dev.twinloop.run.Dispatcher} asks the policy, puts the task into lanes
 *
 *   lane of the CPU    ◀── next ── cores threads, which also help each other's slices
 *   lane of a device   ◀── next ── as many threads as the device has slots
 *                            │
 *                            ▼
 *            {@link dev.twinloop.run.Carrier}: encode ─▶ run ─▶ receipts ─▶ decode ─▶ check
 * </pre>
 *
 * Threads pull; a task that waits holds none. Nothing here starts a device or waits for one.
 */
@NullMarked
package dev.twinloop.run;

import org.jspecify.annotations.NullMarked;
