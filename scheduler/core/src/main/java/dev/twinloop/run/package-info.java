/**
 * How a task comes to its end: its life, its slices' lives, and who carries them.
 *
 * <pre>
 *   submit ─▶ TaskRun ─▶ Dispatcher ── asks the policy through Placing ──▶ lanes
 *             │  TaskState        │
 *             │  SliceBook        ├─▶ CpuSlices     ◀── next ── CpuThreads: as many as cores, which
 *             │   └ SliceRun      │                             also help each other's slices
 *             │      SliceState   └─▶ DeviceSlices  ◀── next ── Workers: as many as a device has slots
 *             │                              │                  (Desk: what is kept of a device)
 *             ▼                              ▼
 *   TaskEnd hears of the end   ◀── Carrier: encode ─▶ run ─▶ receipts ─▶ decode ─▶ check
 * </pre>
 *
 * Threads pull; a task that waits holds none. Nothing here starts a device or waits for one.
 */
@NullMarked
package dev.twinloop.run;

import org.jspecify.annotations.NullMarked;
