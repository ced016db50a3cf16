package dev.twinloop.bench.accept;

import dev.twinloop.bench.Machine;
import dev.twinloop.device.DeviceStatus;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.scheduler.SchedulerEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether a scheduler that starts sees the cards that the driver has: no fewer, no more. Each start
 * is a new scheduler, which looks in processes of its own.
 *
 * @param right starts that saw exactly the driver's cards
 * @param starts how many there were
 * @param cards the driver's
 * @param missed what the other starts saw, and what discovery says of it
 * @param again why starts that saw the cards had to look twice
 */
record Detection(int right, int starts, Cards cards, Reasons missed, Reasons again) {
  private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";
  private static final String CUDA = "cuda";

  /** One start in this number asks every backend. */
  static final int EVERY_BACKEND = 10;

  private static final Path PROC = Path.of("/proc/driver/nvidia/gpus");

  /**
   * What is wanted.
   *
   * @param starts how many
   * @param endNs none begins after it, by {@link System#nanoTime}
   */
  record Wanted(int starts, long endNs) {}

  /** The cards of a machine, as its driver tells without us. */
  record Cards(int count, String source) {
    /** Asks the driver; a machine without one has no cards. */
    static Cards ofDriver() {
      return all().left(Optional.ofNullable(System.getenv(VISIBLE)));
    }

    private static Cards all() {
      try (Stream<Path> files = Files.list(PROC)) {
        return new Cards((int) files.count(), PROC.toString());
      } catch (IOException e) {
        return smi().stream()
            .mapToObj(count -> new Cards(count, "nvidia-smi -L"))
            .findFirst()
            .orElse(new Cards(0, "no NVIDIA driver"));
      }
    }

    /** The devices that the driver shows to a process: all, or those that the variable names. */
    Cards left(Optional<String> visible) {
      return visible
          .map(
              text ->
                  new Cards(
                      (int)
                          Math.min(
                              count,
                              Stream.of(text.split(","))
                                  .map(String::strip)
                                  .takeWhile(card -> !card.isEmpty() && !card.equals("-1"))
                                  .count()),
                      source + " and " + VISIBLE + " tell"))
          .orElse(new Cards(count, source + " tells"));
    }

    private static OptionalInt smi() {
      try {
        Process process = new ProcessBuilder("nvidia-smi", "-L").redirectErrorStream(true).start();
        try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
          return OptionalInt.of(
              (int) lines.lines().filter(line -> line.startsWith("GPU ")).count());
        }
      } catch (IOException e) {
        return OptionalInt.empty(); // there is no such tool
      }
    }
  }

  /**
   * Starts a scheduler {@code starts} times, more at a time than there are cores, since a start
   * waits for the driver now and then. Each one must see the cards through CUDA; one in {@value
   * #EVERY_BACKEND}, and each where there is no CUDA engine, asks every backend and must see no
   * card twice either.
   */
  static Detection of(
      SchedulerConfig config, Wanted wanted, Cards cards, Consumer<String> progress) {
    AtomicInteger right = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    Reasons missed = new Reasons();
    Reasons again = new Reasons();
    SchedulerConfig any = config.withoutDevice();
    boolean cuda =
        ServiceLoader.load(EngineProvider.class).stream()
            .anyMatch(provider -> provider.get().name().equals(CUDA));
    int cores = Runtime.getRuntime().availableProcessors();
    int atATime = Math.min(wanted.starts(), cores + cores / 2);
    try (ExecutorService threads = Executors.newFixedThreadPool(atATime)) {
      IntStream.range(0, wanted.starts())
          .forEach(
              start ->
                  threads.execute(
                      () -> {
                        if (System.nanoTime() - wanted.endNs() >= 0) {
                          return;
                        }
                        boolean every = !cuda || start % EVERY_BACKEND == 0;
                        Sight sight = Sight.of(any, every);
                        if (sight.cards() == cards.count()) {
                          right.incrementAndGet();
                          sight.mended().forEach(again::add);
                        } else {
                          missed.add("saw %d: %s".formatted(sight.cards(), sight.why()));
                        }
                        int so = done.incrementAndGet();
                        if (so % 50 == 0) {
                          progress.accept(
                              "detection: %d of %d starts%s"
                                  .formatted(so, wanted.starts(), missed.text("; missed")));
                        }
                      }));
    }
    return new Detection(right.get(), done.get(), cards, missed, again);
  }

  /**
   * What one start saw.
   *
   * @param cards NVIDIA cards; a card under two backends is one
   * @param problems why providers have no devices, one line each
   * @param told what discovery told of looks that failed, also of those that were repeated
   */
  private record Sight(int cards, List<String> problems, List<String> told) {
    static Sight of(SchedulerConfig config, boolean every) {
      List<String> told = new CopyOnWriteArrayList<>();
      SchedulerConfig watched =
          config.withListener(
              event -> {
                if (event.kind() == SchedulerEvent.Kind.DEVICE_UNAVAILABLE) {
                  told.add(event.text());
                }
                config.listener().event(event);
              });
      try (HybridScheduler scheduler = HybridScheduler.open(watched)) {
        List<DeviceStatus> devices = every ? scheduler.devices() : scheduler.devices(CUDA);
        List<String> problems =
            devices.stream().flatMap(device -> device.problem().stream()).toList();
        return new Sight(Machine.gpus(devices), problems, told);
      } catch (RuntimeException | Error e) { // no thread to be had, say: a start that saw nothing
        return new Sight(0, List.of(e.toString()), told);
      }
    }

    /** Why it saw what it saw. */
    String why() {
      return problems.isEmpty() ? "no look failed" : String.join("; ", problems);
    }

    /** Failures after which a second look went well. */
    List<String> mended() {
      return told.stream().filter(text -> !problems.contains(text)).toList();
    }
  }
}
