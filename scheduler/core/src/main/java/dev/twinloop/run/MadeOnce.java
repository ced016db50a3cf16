package dev.twinloop.run;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that the first thread that needs it makes, while others wait for it.
 *
 * @param <T> the value
 */
final class MadeOnce<T> {
  private final Supplier<T> maker;
  private volatile @Nullable T made;

  MadeOnce(Supplier<T> maker) {
    this.maker = maker;
  }

  T get() {
    T value = made;
    return value != null ? value : makeOrWait();
  }

  private synchronized T makeOrWait() {
    T value = made;
    if (value == null) {
      value = maker.get();
      made = value;
    }
    return value;
  }
}
