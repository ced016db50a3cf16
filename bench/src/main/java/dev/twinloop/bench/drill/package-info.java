/**
 * Injects failures into a live worker under load, and reports what happened to the work.
 *
 * <pre>
 *   DrillLoad ── tasks, every answer compared with the JDK's ──▶ scheduler ──▶ worker ◀── Injection
 *       └────────────── DrillWatch: what was noticed, after how long, used again when ──────┘
 * </pre>
 */
@NullMarked
package dev.twinloop.bench.drill;

import org.jspecify.annotations.NullMarked;
