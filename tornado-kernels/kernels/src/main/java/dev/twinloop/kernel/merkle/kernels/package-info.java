/**
 * The loops of trees: leaves to nodes, nodes to the root of a subtree, three levels at a time.
 *
 * <pre>
 *   leaves ─ LeafHash ─▶ nodes ─ SubtreeFold, by MerkleKernels ─▶ one node of each eight
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.merkle.kernels;

import org.jspecify.annotations.NullMarked;
