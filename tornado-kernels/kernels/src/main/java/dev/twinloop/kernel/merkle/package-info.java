/**
 * Merkle trees over many leaves: task, program, kernels.
 *
 * <pre>
 *   leaves ──hash──▶ level 0 ──fold──▶ level 3 ──fold──▶ level 6 ──fold──▶ … ──fold──▶ root
 *                    scratch           scratch           └──────── output "tree" ────────┘
 * </pre>
 *
 * One loop turn folds eight nodes to one, so a million leaves take seven launches. The levels from
 * the sixth on come back to the host; level 6 has a 64th of the number of leaves. From these
 * levels, {@link dev.twinloop.kernel.merkle.MerkleTree} makes the audit path of any leaf by hashing
 * 64 leaves again.
 */
@NullMarked
package dev.twinloop.kernel.merkle;

import org.jspecify.annotations.NullMarked;
