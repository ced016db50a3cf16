package dev.twinloop.device;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.task.Program;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The known-answer tests of all workloads, made program by program when a device needs them: all of
 * them take 0.6 to 1.5 s of a core in a cold JVM. Thread-safe.
 */
final class Answers {
  private static final int MOST_KEPT = 256;

  private final List<KnownAnswers> providers;
  private final Map<Program<?, ?>, List<KnownAnswer<?>>> made = new ConcurrentHashMap<>();

  private Answers(List<KnownAnswers> providers) {
    this.providers = List.copyOf(providers);
  }

  /** Those of these providers. */
  static Answers of(KnownAnswers... providers) {
    return new Answers(List.of(providers));
  }

  /** Those of every provider on the class path. */
  static Answers onClassPath() {
    return new Answers(
        ServiceLoader.load(KnownAnswers.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  /** Those of one program. The first call makes them; calls at the same time wait for it. */
  List<KnownAnswer<?>> of(Program<?, ?> program) {
    if (made.size() > MOST_KEPT) {
      made.clear();
    }
    return made.computeIfAbsent(
        program,
        wanted -> providers.stream().<KnownAnswer<?>>flatMap(p -> p.of(wanted).stream()).toList());
  }

  /** Those of one program, if they were made. */
  @Nullable List<KnownAnswer<?>> made(Program<?, ?> program) {
    return made.get(program);
  }

  /** All of them, provider by provider: those that nobody looks at are not made. */
  Stream<KnownAnswer<?>> all() {
    return providers.stream().flatMap(provider -> provider.all().stream());
  }
}
