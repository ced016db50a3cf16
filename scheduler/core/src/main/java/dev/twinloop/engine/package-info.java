/**
 * The engine: its interfaces for authors of engines and for callers.
 *
 * <pre>
 *   EngineProvider ── devices(), worker(), open ──▶ DeviceEngine  is an  ExecutionEngine
 *   (found by ServiceLoader)                              │                    │
 *                                                  openSlot(program)         submit(task)
 *                                                         ▼                    ▼
 *                                   Slot = Buffers + run() ─▶ Timings      TaskHandle ─ await ─▶ TaskResult
 *                                                         ▲                                      │
 *                SliceRunner: encode ─▶ run ─▶ receipts ─▶ decode                      value + TaskReport
 * </pre>
 *
 * {@link dev.twinloop.engine.KnownAnswers} are the tests that a device must pass before it gets
 * work. Each failure of a device is a {@link dev.twinloop.engine.DeviceException}; these exceptions
 * are one sealed family.
 */
@NullMarked
package dev.twinloop.engine;

import org.jspecify.annotations.NullMarked;
