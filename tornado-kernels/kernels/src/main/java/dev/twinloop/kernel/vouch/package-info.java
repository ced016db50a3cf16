/**
 * Checks the receipts of many kernels on the device, where they are.
 *
 * <pre>
 *   receipts of launches that nobody answers for ─ VouchStage ─▶ VouchKernels: two, four, eight at a time
 *                                                            ─▶ receipts that the host reads
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.vouch;

import org.jspecify.annotations.NullMarked;
