/**
 * The same work on one device, on two, on all: how much faster it gets, and what becomes of it when
 * a worker dies half-way.
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
