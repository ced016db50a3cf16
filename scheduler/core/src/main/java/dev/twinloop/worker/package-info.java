/**
 * Accelerators in worker processes: one process for each device. A worker ends with its caller.
 *
 * <pre>
 *        caller's process                                        worker's process
 *   WorkerEngine ─▶ process.WorkerProcess ◀── frames ──▶ process.WorkerMain ─▶ SlotTable ─▶ an engine
 *        │               (protocol: bounded, validated,          │
 *        │                over a private Unix-domain socket)     │
 *        └─▶ memory.SharedBlock ◀═══ the same bytes, mapped ═════┘
 * </pre>
 *
 * No byte of data is copied twice, and nothing that a worker says is trusted.
 */
@NullMarked
package dev.twinloop.worker;

import org.jspecify.annotations.NullMarked;
