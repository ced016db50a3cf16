package dev.twinloop.spark;

import dev.twinloop.scheduler.SchedulerConfig;
import java.io.Serializable;

/**
 * What is opened once in each executor and shared by all partitions there: a prover with its key, a
 * table. It is opened on first use and closed with the executor, where {@link TwinloopPlugin} is
 * set.
 *
 * @param <S> the resource; used by several threads at a time
 * @param name unique in the application
 * @param type of the resource
 * @param opening opens it
 */
public record SharedResource<S extends AutoCloseable>(
    String name, Class<S> type, Opening<S> opening) implements Serializable {

  /**
   * Opens a resource in an executor.
   *
   * @param <S> the resource
   */
  @FunctionalInterface
  public interface Opening<S> extends Serializable {
    /**
     * Opens it.
     *
     * @param config strategy and devices of this executor, for a scheduler of the resource's own
     */
    S open(SchedulerConfig config);
  }

  /**
   * What is done with a resource for one element.
   *
   * @param <S> the resource
   * @param <I> input
   * @param <O> output
   */
  @FunctionalInterface
  public interface Use<S, I, O> extends Serializable {
    /** Makes the output. */
    O apply(S resource, I element);
  }
}
