package dev.twinloop.engine;

/**
 * A finished task: its answer, and where it ran.
 *
 * @param value the answer
 * @param report where and how fast it was computed
 * @param <R> the task's result type
 */
public record TaskResult<R>(R value, TaskReport report) {}
