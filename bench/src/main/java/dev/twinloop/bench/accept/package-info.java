/**
 * The acceptance table: the marks, the measured figures, and how each figure was measured.
 *
 * <pre>
 *   Acceptance ── Speed ────▶ rows of bench: device over the CPU's best
 *              ├─ Agreement ▶ known answers, random tasks
 *              ├─ Drills ───▶ failures survived
 *              ├─ MixedLoad ▶ nvidia-smi
 *              └─ Detection ▶ starts that saw the driver's cards
 * </pre>
 */
@NullMarked
package dev.twinloop.bench.accept;

import org.jspecify.annotations.NullMarked;
