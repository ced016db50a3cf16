/**
 * Twinloop's tasks inside the executors of Apache Spark: one scheduler an executor, the same tasks,
 * the same answers.
 *
 * <pre>
 *   driver                         executor (one JVM, several tasks at a time)
 *  ┌───────────────────┐          ┌─────────────────────────────────────────────────┐
 *  │ TwinloopSpark     │ closures │ partition ─▶ packed batches ─▶ HybridScheduler  │
 *  │   map, merkleRoot │────────▶ │ partition ─▶ packed batches ─▶   (one, shared)  │
 *  │   merge, totals   │◀──────── │      ▲                             │            │
 *  └───────────────────┘  results │      └── results, in order ◀───────┘            │
 *                                 └─────────────────────────────────────────────────┘
 * </pre>
 *
 * <p>Spark places partitions, runs lost ones again and moves data. Twinloop places slices inside an
 * executor and guards its devices. Neither knows more of the other than that.
 */
@NullMarked
package dev.twinloop.spark;

import org.jspecify.annotations.NullMarked;
