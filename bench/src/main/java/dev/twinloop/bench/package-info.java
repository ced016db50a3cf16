/**
 * Benchmarks: the work to measure ({@code Scenario}), the measurement ({@code Stopwatch}), and the
 * report.
 */
@NullMarked
package dev.twinloop.bench;

import org.jspecify.annotations.NullMarked;
