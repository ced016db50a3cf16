/**
 * The parts of an MSM of a given size: number of buckets, stages and buffers.
 *
 * <pre>
 *   MsmPlan ── sizes ──▶ MsmStages ── bases, digits, sort, fold, buckets
 *      │                     └─ SumStages ── segments, branches, strands
 *      └─ BucketTree          SumPrograms ── the code of their additions
 *                             WindowSums ── the last step, on the host
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.msm.plan;

import org.jspecify.annotations.NullMarked;
