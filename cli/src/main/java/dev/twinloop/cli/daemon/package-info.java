/**
 * A resident process that keeps schedulers, workers and compiled kernels for the command line.
 *
 * <pre>
 *   twinloop msm …                       twinloop daemon start
 *   Visitor ── Hello: arguments,  ──▶  Daemon ─▶ Visit ─▶ Main.run over CallersStreams
 *      │       surroundings              │                    │
 *      │ ◀── Read, Out, Err, Exit ───────┼────────────────────┘
 *      ▼                                 ▼
 *   its own standard streams           SharedSchedulers ─▶ workers
 * </pre>
 *
 * <p>The daemon runs the very same command; the visitor lends it standard streams. A visitor whose
 * {@link dev.twinloop.cli.daemon.Surroundings} are not those of the daemon runs by itself.
 */
@NullMarked
package dev.twinloop.cli.daemon;

import org.jspecify.annotations.NullMarked;
