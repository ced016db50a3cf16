package dev.twinloop.spark;

import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import scala.collection.Iterator;

/**
 * Which job each stage belongs to: on the driver, from Spark's events. A stage that several jobs
 * use counts as part of the last one that started. Thread-safe.
 */
final class JobsOfStages extends SparkListener {
  private static final int MOST = 10_000;

  /** Events come a little later than the tasks that they announce. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Map<Integer, Integer> jobs = new LinkedHashMap<>();

  /**
   * An executor asks for the job of a stage; the answer is an {@code Integer}, -1 if it is not
   * known.
   *
   * @param stage Spark's stage
   */
  record Question(int stage) implements Serializable {}

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    for (Iterator<Object> stages = start.stageIds().iterator(); stages.hasNext(); ) {
      jobs.put((Integer) stages.next(), start.jobId());
    }
    while (jobs.size() > MOST) {
      jobs.remove(jobs.keySet().iterator().next());
    }
    notifyAll();
  }

  /** The job of a stage, or -1. */
  synchronized int of(Question question) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!jobs.containsKey(question.stage())) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        return -1;
      }
      wait(left);
    }
    return jobs.getOrDefault(question.stage(), -1);
  }
}
