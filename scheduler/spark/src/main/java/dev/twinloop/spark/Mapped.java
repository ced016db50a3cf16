package dev.twinloop.spark;

import java.util.Iterator;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/**
 * What a function makes of each element, one at a time, until Spark kills the partition.
 *
 * @param <I> the elements
 * @param <O> what is made of them
 */
final class Mapped<I, O> implements Iterator<O> {
  private final Iterator<I> elements;
  private final Function<I, O> function;
  private final TaskContext context = TaskContext.get();

  Mapped(Iterator<I> elements, Function<I, O> function) {
    this.elements = elements;
    this.function = function;
  }

  @Override
  public boolean hasNext() {
    if (context.isInterrupted()) {
      throw new TaskKilledException("killed by Spark");
    }
    return elements.hasNext();
  }

  @Override
  public O next() {
    return function.apply(elements.next());
  }
}
