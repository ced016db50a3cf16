/**
 * Accelerators in processes of their own.
 *
 * <pre>
 *   WorkerEngine ──▶ process ──▶ protocol      frames over a private Unix-domain socket
 *        └─────────▶ memory                    buffers that both map: no byte is copied twice
 * </pre>
 */
@NullMarked
package dev.twinloop.worker;

import org.jspecify.annotations.NullMarked;
