/**
 * Shows what a scheduler does: meters, events of the flight recorder, and a page.
 *
 * <pre>
 *   HybridScheduler ── its one stream of events ──▶ Together ─┬─▶ SchedulerMeters ──▶ a MeterRegistry
 *                                                             ├─▶ FlightEvents ─────▶ JFR
 *                                                             └─▶ Timeline ─────────▶ ObserveServer
 * </pre>
 *
 * <p>A scheduler works without this module and knows nothing of it.
 */
@NullMarked
package dev.twinloop.observe;

import org.jspecify.annotations.NullMarked;
