/**
 * The common parts of workloads that take bytes and give bytes.
 *
 * <pre>
 *   Records   where each record (a message, a leaf) lies in the caller's memory
 *      │ RecordBuffers: slices of them as two buffers, bytes and offsets
 *      ▼
 *   kernels   read the bytes as they are: any offset, any length
 *      │
 *      ▼
 *   Digests   32 bytes a record, in memory of the caller or of their own
 * </pre>
 *
 * {@link dev.twinloop.kernel.data.SharedMemory} checks which memory a caller may pass.
 */
@NullMarked
package dev.twinloop.kernel.data;

import org.jspecify.annotations.NullMarked;
