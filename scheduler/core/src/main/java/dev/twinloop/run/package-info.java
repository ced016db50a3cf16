/**
 * How a task runs to its end: the life cycle of the task, the life cycles of its slices, and the
 * threads that run them.
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
 * Threads pull slices. A task that waits holds no thread. Nothing in this package starts a device
 * or waits for a device.
 */
@NullMarked
package dev.twinloop.run;

import org.jspecify.annotations.NullMarked;
