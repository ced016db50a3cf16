package dev.twinloop.bench;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tasks of a user's own, as far as their known answers tell of them. {@code bench TYPE} measures
 * them with no code of the user's for it, and drills submit them beside their own load.
 */
public final class OwnTasks {
  private static final String OURS = "dev.twinloop.";

  private OwnTasks() {}

  /** Known answers on the class path that do not come with Twinloop. */
  public static List<KnownAnswer<?>> answers() {
    return providers()
        .flatMap(provider -> provider.all().stream())
        .collect(Collectors.toUnmodifiableList());
  }

  private static Stream<KnownAnswers> providers() {
    return ServiceLoader.load(KnownAnswers.class).stream()
        .filter(provider -> !provider.type().getName().startsWith(OURS))
        .map(ServiceLoader.Provider::get);
  }

  /** One work for each type of task; its name is the type's. */
  static Stream<BenchWork> works() {
    Map<TaskType, List<KnownAnswer<?>>> byType =
        answers().stream()
            .collect(
                Collectors.groupingBy(
                    KnownAnswer::type, LinkedHashMap::new, Collectors.toUnmodifiableList()));
    return byType.entrySet().stream().map(own -> new Known(own.getKey(), own.getValue()));
  }

  /** The rows that every work has, over tasks whose answers are known. */
  private record Known(TaskType type, List<KnownAnswer<?>> answers) implements BenchWork {
    @Override
    public String name() {
      return type.name();
    }

    @Override
    public Set<Setting> unused() {
      return Set.of(Setting.SIZES);
    }

    @Override
    public void measure(BenchSession session) {
      session
          .figures()
          .note(
              type.name(),
              "measured over the task of its known answer; a BenchWork of your own has other sizes");
      for (KnownAnswer<?> answer : answers) {
        measure(session, answer);
      }
    }

    private <R> void measure(BenchSession session, KnownAnswer<R> answer) {
      Task<R> task = answer.task();
      right(session, answer, "cpu");
      for (HardwareCaps caps : session.accelerators()) {
        right(session, answer, caps.deviceId());
      }
      session.figures().work(type + ", known answer of " + task.items() + " items");
      Contest contest = new Contest(session);
      contest.cpuLoop(task);
      contest.cpuEndToEnd(_ -> task);
      contest.accelerators(List.<Workload<R>>of(_ -> task));
    }

    private static void right(BenchSession session, KnownAnswer<?> answer, String deviceId) {
      Optional<String> problem = answer.problemOn(session.on(deviceId).engine(deviceId));
      if (problem.isPresent()) {
        throw DeviceException.Code.MISMATCH.exception(
            "device %s: known answer of %s: %s".formatted(deviceId, answer.type(), problem.get()));
      }
    }
  }
}
