/**
 * Accelerators as the scheduler sees them: found, started, tested, used, lost and started again.
 *
 * <pre>
 *   Fleet ── finds ──▶ Device ── want ──▶ worker starts ──▶ known answers ──▶ Ready
 *                        │
 *                        ├─ prepare(program) ──▶ compiled in the background ──▶ Warm
 *                        └─ tryLease ──▶ Lease ──▶ the task's thread runs a slice ──▶ release
 * </pre>
 *
 * Every method of a {@link dev.twinloop.device.Device} returns at once. What takes time (starting,
 * compiling, known answers, closing) runs on the device's own threads.
 */
@NullMarked
package dev.twinloop.device;

import org.jspecify.annotations.NullMarked;
