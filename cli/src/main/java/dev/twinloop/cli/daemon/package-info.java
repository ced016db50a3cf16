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
 * <p>The daemon runs the same command. The visitor lends its standard streams to the daemon. If the
 * {@link dev.twinloop.cli.daemon.Surroundings} of a visitor differ from those of the daemon, the
 * visitor runs the command itself.
 */
@NullMarked
package dev.twinloop.cli.daemon;

import org.jspecify.annotations.NullMarked;
