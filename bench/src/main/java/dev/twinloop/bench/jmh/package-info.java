/**
 * JMH benchmarks, one class per question, for people who change the code. {@code bench/bin/jmh}
 * runs them; no test does.
 */
@NullMarked
package dev.twinloop.bench.jmh;

import org.jspecify.annotations.NullMarked;
