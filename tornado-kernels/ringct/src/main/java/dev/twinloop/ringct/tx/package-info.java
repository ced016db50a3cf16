/**
 * Monero transactions of version 2 that carry ring signatures of the CLSAG kind: their blobs, and
 * what is hashed of them. A blob is hostile input.
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
