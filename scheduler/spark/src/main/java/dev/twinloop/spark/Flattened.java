package dev.twinloop.spark;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * The elements of lists, one after the other.
 *
 * @param <T> the element type
 */
final class Flattened<T> implements Iterator<T> {
  private final Iterator<List<T>> lists;
  private Iterator<T> current = Collections.emptyIterator();

  Flattened(Iterator<List<T>> lists) {
    this.lists = lists;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext() && lists.hasNext()) {
      current = lists.next().iterator();
    }
    return current.hasNext();
  }

  @Override
  public T next() {
    return hasNext() ? current.next() : Collections.<T>emptyIterator().next();
  }
}
