package dev.twinloop.device;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The known-answer tests of all workloads. Making them takes a second and a half of a core in a
 * cold JVM, so they are made once, when the first accelerator starts. Thread-safe.
 */
final class Answers {
  private final Supplier<List<KnownAnswer<?>>> source;
  private @Nullable List<KnownAnswer<?>> made;

  /** What this supplier makes. */
  Answers(Supplier<List<KnownAnswer<?>>> source) {
    this.source = source;
  }

  /** These. */
  static Answers of(List<KnownAnswer<?>> answers) {
    return new Answers(() -> answers);
  }

  /** Those of every provider on the class path. */
  static Answers onClassPath() {
    return new Answers(
        () ->
            ServiceLoader.load(KnownAnswers.class).stream()
                .<KnownAnswer<?>>flatMap(provider -> provider.get().all().stream())
                .toList());
  }

  /** All of them. The first call makes them; calls at the same time wait for it. */
  synchronized List<KnownAnswer<?>> all() {
    if (made == null) {
      made = List.copyOf(source.get());
    }
    return made;
  }
}
