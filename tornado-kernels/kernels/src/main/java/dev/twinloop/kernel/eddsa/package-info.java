/**
 * Ed25519 signatures: verification of batches under a named rule.
 *
 * <pre>
 *   SignedMessages ─▶ Ed25519Batch ──Ed25519Verify──▶ Verdicts     check and host body: HostVerifier
 *                        Rule          │
 *                                      ├─ ScalarKernels    bytes, SHA-512, digits
 *                                      └─ PointKernels    S B - h A, its encoding
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.eddsa;

import org.jspecify.annotations.NullMarked;
