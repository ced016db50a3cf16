/**
 * Twinloop's tasks inside the executors of Apache Spark. Each executor has one scheduler. Tasks and
 * answers are the same as without Spark.
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
 * executor and guards its devices. Spark and Twinloop know nothing else about each other.
 */
@NullMarked
package dev.twinloop.spark;

import org.jspecify.annotations.NullMarked;
