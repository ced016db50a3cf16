/**
 * Keccak-256 of many messages at once: task, program, kernels; and the permutation, for other
 * workloads' kernels (addresses of recovered keys).
 *
 * <pre>
 *   message ──blocks of 136 bytes──▶ lanes 0…16 ─xor─▶ state, 25 lanes ──permute──▶ state
 *                                                        ▲                            │
 *                                                        └──────── next block ────────┤
 *                                                                   last: lanes 0…3 ──┴─▶ digest
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.keccak;

import org.jspecify.annotations.NullMarked;
