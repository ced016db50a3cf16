/**
 * Monero transactions of version 2 with CLSAG ring signatures: their blobs, and the parts of a blob
 * that are hashed. A blob is treated as hostile input.
 *
 * <pre>
 *   blob  = prefix ‖ base ‖ prunable
 *   id      = H(H(prefix) ‖ H(base) ‖ H(prunable))
 *   message = H(H(prefix) ‖ H(base) ‖ H(elements of the range proof))       what CLSAGs sign
 * </pre>
 */
@NullMarked
package dev.twinloop.ringct.tx;

import org.jspecify.annotations.NullMarked;
