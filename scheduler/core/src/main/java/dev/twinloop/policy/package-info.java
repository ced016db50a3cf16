/**
 * Where work runs: pure functions of numbers. No threads, no devices, no clock of its own.
 *
 * <pre>
 *   observations ──▶ {@link dev.twinloop.policy.CostCurve} ──▶ estimates ─┐
 *   devices, queues ──▶ {@link dev.twinloop.policy.FleetView} ────────────┼──▶ {@link
 *   task, stream ──▶ {@link dev.twinloop.policy.TaskView} ────────────────┘    dev.twinloop.policy.PlacementPolicy} ──▶ {@link dev.twinloop.policy.Decision}
 * </pre>
 */
@NullMarked
package dev.twinloop.policy;

import org.jspecify.annotations.NullMarked;
