/** Benchmarks: what is measured ({@code Scenario}), how ({@code Stopwatch}), and the report. */
@NullMarked
package dev.twinloop.bench;

import org.jspecify.annotations.NullMarked;
