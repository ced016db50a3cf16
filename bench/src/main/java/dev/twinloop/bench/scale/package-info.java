/**
 * Measures the same work on one device, on two devices and on all devices. Shows how much faster
 * the work becomes, and what happens to it when a worker dies half-way.
 *
 * <pre>
 *   Works ──▶ Work ── open(devices) ──▶ Work.Ready ── run ──▶ Outcome
 *                        ▲                               │
 *   ScaleBench: 1, 2, 4 … devices ───────────────────────┤──▶ Table, picture
 *   WorkerLoss: a worker is killed during the run ───────┘──▶ Table
 * </pre>
 */
@NullMarked
package dev.twinloop.bench.scale;

import org.jspecify.annotations.NullMarked;
