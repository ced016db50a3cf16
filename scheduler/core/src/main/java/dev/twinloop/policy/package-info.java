/**
 * Where work runs: pure functions of numbers. No threads, no devices, no clock of its own.
 *
 * <pre>
 *   observations ────▶ CostCurve ──▶ estimates ─┐
 *   devices, queues ─▶ FleetView ───────────────┼─▶ PlacementPolicy ─▶ Decision
 *   task, stream ────▶ TaskView ────────────────┘
 * </pre>
 */
@NullMarked
package dev.twinloop.policy;

import org.jspecify.annotations.NullMarked;
