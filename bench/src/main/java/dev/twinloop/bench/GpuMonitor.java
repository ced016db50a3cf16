package dev.twinloop.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How busy a GPU is as its driver sees it: {@code nvidia-smi} is asked five times a second, in one
 * process. Each figure is the share of the driver's last sample period, up to a second, in which a
 * kernel ran. Thread-safe.
 */
final class GpuMonitor implements AutoCloseable {
  private static final List<String> COMMAND =
      List.of(
          "nvidia-smi",
          "--query-gpu=index,utilization.gpu",
          "--format=csv,noheader,nounits",
          "-lms",
          "200");

  private static final String CUDA = "cuda:";

  private static final Pattern FIGURE = Pattern.compile("([0-9]{1,3}), *([0-9]{1,3})");

  private final Process process;
  private final List<Figure> figures = new ArrayList<>();

  /** One answer about one card. */
  private record Figure(int card, int percent) {}

  private GpuMonitor(Process process) {
    this.process = process;
  }

  /**
   * Begins to ask for the cards of these devices, and for no other of the host: an idle one beside
   * them would halve the figure.
   *
   * @param devices such as {@code cuda:0}
   * @return empty where there is no {@code nvidia-smi}
   */
  static Optional<GpuMonitor> start(List<String> devices) {
    Optional<String> visible = Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES"));
    List<String> command = new ArrayList<>(COMMAND);
    List<String> cards = cards(devices, visible);
    if (!cards.isEmpty()) {
      command.add("-i");
      command.add(String.join(",", cards));
    }
    return start(command.toArray(String[]::new));
  }

  /**
   * The cards of devices, as {@code nvidia-smi} names them.
   *
   * @param visible numbers or names of the cards that are not hidden, in the order of the devices
   */
  static List<String> cards(List<String> devices, Optional<String> visible) {
    List<String> left =
        visible.map(text -> List.of(text.strip().split("\\s*,\\s*"))).orElse(List.of());
    return devices.stream()
        .filter(id -> id.startsWith(CUDA))
        .map(id -> id.substring(CUDA.length()))
        .map(
            number -> {
              int index = Integer.parseInt(number);
              return index < left.size() ? left.get(index) : number;
            })
        .toList();
  }

  static Optional<GpuMonitor> start(String... command) {
    try {
      GpuMonitor monitor =
          new GpuMonitor(new ProcessBuilder(command).redirectErrorStream(true).start());
      Thread.ofPlatform().daemon().name("nvidia-smi").start(monitor::read);
      return Optional.of(monitor);
    } catch (IOException e) {
      return Optional.empty(); // no NVIDIA driver on this machine
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(line.strip());
      }
    } catch (IOException e) {
      // it was ended
    }
  }

  private synchronized void add(String line) {
    Matcher figure = FIGURE.matcher(line);
    if (figure.matches()) { // or "[N/A]", where a card does not say
      figures.add(new Figure(Integer.parseInt(figure.group(1)), Integer.parseInt(figure.group(2))));
    }
  }

  /** How many figures there are so far. */
  synchronized int count() {
    return figures.size();
  }

  /** The mean of all figures, in percent; empty if there is none. */
  OptionalDouble mean() {
    return mean(0).map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  /** The mean of the figures since one of them, in percent; empty if there is none. */
  synchronized Optional<Double> mean(int since) {
    List<Figure> some = figures.subList(Math.min(since, figures.size()), figures.size());
    return some.isEmpty()
        ? Optional.empty()
        : Optional.of(some.stream().mapToInt(Figure::percent).average().orElse(0));
  }

  /** The mean of each card's figures, in percent. */
  synchronized SortedMap<Integer, Double> means() {
    return figures.stream()
        .collect(
            Collectors.groupingBy(
                Figure::card, TreeMap::new, Collectors.averagingInt(Figure::percent)));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
