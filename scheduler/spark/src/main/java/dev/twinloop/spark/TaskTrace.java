package dev.twinloop.spark;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.TaskContext;

/**
 * The trace id of a Twinloop task in an executor: it names the Spark job, stage and partition that
 * the task belongs to. It stands in each log line, event and exception of the task. It has the 32
 * hexadecimal digits of a W3C Trace Context trace id, and its numbers are written in decimal, so
 * that people can read them:
 *
 * <pre>
 *   3fa2   000012   000007   00        000345      01        000002
 *   app    job      stage    attempt   partition   attempt   task of the partition
 *                            of the stage          of the partition, from 0
 * </pre>
 *
 * <p>A number that has more digits keeps its last ones. A job that is not known is {@code ffffff}:
 * without {@link TwinloopPlugin} an executor does not know it.
 *
 * @param application a number made of the application's id, 1 to 65535
 * @param job Spark's job, empty where it is not known
 * @param stage Spark's stage
 * @param stageAttempt 0 for the stage's first run
 * @param partition Spark's partition
 * @param attempt 0 for the partition's first run
 * @param task which task of the partition's run, from 0
 */
public record TaskTrace(
    int application,
    OptionalInt job,
    int stage,
    int stageAttempt,
    int partition,
    int attempt,
    int task) {
  private static final String NO_JOB = "ffffff";
  private static final Pattern ID =
      Pattern.compile(
          "([0-9a-f]{4})([0-9]{6}|ffffff)([0-9]{6})([0-9]{2})([0-9]{6})([0-9]{2})([0-9]{6})");
  private static final int SIX_DIGITS = 1_000_000;
  private static final int TWO_DIGITS = 100;

  /** The trace of a task of the partition that this thread computes. */
  static TaskTrace of(TaskContext context, String applicationId, OptionalInt job, int task) {
    return new TaskTrace(
        1 + Math.floorMod(applicationId.hashCode(), 0xffff),
        job,
        context.stageId(),
        context.stageAttemptNumber(),
        context.partitionId(),
        context.attemptNumber(),
        task);
  }

  /**
   * Reads a trace id.
   *
   * @throws IllegalArgumentException if it is not one of a task in an executor
   */
  public static TaskTrace parse(String id) {
    Matcher parts = ID.matcher(id);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "trace id: " + id + ", accepted: 4 hexadecimal digits, then 28 of job, stage and task");
    }
    String job = parts.group(2);
    return new TaskTrace(
        Integer.parseInt(parts.group(1), 16),
        job.equals(NO_JOB) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(job)),
        Integer.parseInt(parts.group(3)),
        Integer.parseInt(parts.group(4)),
        Integer.parseInt(parts.group(5)),
        Integer.parseInt(parts.group(6)),
        Integer.parseInt(parts.group(7)));
  }

  /** The trace id: 32 hexadecimal digits. */
  public String id() {
    return String.format(
        Locale.ROOT,
        "%04x%s%06d%02d%06d%02d%06d",
        application,
        job.isPresent() ? "%06d".formatted(job.getAsInt() % SIX_DIGITS) : NO_JOB,
        stage % SIX_DIGITS,
        stageAttempt % TWO_DIGITS,
        partition % SIX_DIGITS,
        attempt % TWO_DIGITS,
        task % SIX_DIGITS);
  }

  /** The header {@code traceparent} of W3C Trace Context. */
  String parent() {
    return "00-" + id() + "-" + "%016x".formatted(1 + task) + "-01";
  }

  /** For people: {@code job 12, stage 7.0, partition 345.1, task 2}. */
  @Override
  public String toString() {
    return "job %s, stage %d.%d, partition %d.%d, task %d"
        .formatted(
            job.isPresent() ? job.getAsInt() : "unknown",
            stage,
            stageAttempt,
            partition,
            attempt,
            task);
  }
}
