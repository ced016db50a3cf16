package dev.twinloop.run;

import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.policy.CostCurve;
import dev.twinloop.policy.CostCurve.Kept;
import dev.twinloop.task.Program;
import dev.twinloop.task.ProgramName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was learned, between runs: a small text file that may be deleted at any time. What is in it
 * counts as a guess until it is seen again; what cannot be read, was written on another machine, or
 * is of another device or driver, is left aside.
 *
 * <pre>
 *   twinloop-costs 2
 *   host    AMD EPYC … 16 … JVM 25.0.3
 *   device  cuda:0  NVIDIA H200 580.159.04
 *   cost    cuda:0  dev.twinloop.kernel…Sha256Program[BYTES_64, 64]  14  16384.0  352000.0  410000.0  400
 *           place   program                                    size class  items    ns        99 %      seen
 * </pre>
 *
 * Fields are separated by tabs. Written whole, under another name first. Thread-safe.
 */
final class CostFile {
  private static final System.Logger LOG = System.getLogger(CostFile.class.getName());
  private static final String FIRST = "twinloop-costs 2";
  private static final long MOST_BYTES = 4 << 20;
  private static final int FIELDS = 8;

  private final Optional<Path> file;
  private final String host;
  private final Map<String, String> devices = new ConcurrentHashMap<>();
  private final Map<String, Map<String, List<Kept>>> kept = new HashMap<>();

  /** Devices that are others now than those whose costs were kept. */
  private final Set<String> others = ConcurrentHashMap.newKeySet();

  /**
   * Reads what there is.
   *
   * @param file where; empty: nothing is kept
   * @param cpu this machine
   */
  CostFile(Optional<Path> file, HardwareCaps cpu) {
    this.file = file;
    this.host = "%s %d %s".formatted(cpu.deviceName(), cpu.computeUnits(), cpu.driver());
    file.filter(Files::isRegularFile).ifPresent(this::read);
  }

  private void read(Path path) {
    try {
      if (Files.size(path) > MOST_BYTES) {
        return;
      }
      List<String> lines = Files.readAllLines(path);
      if (lines.size() < 2
          || !lines.getFirst().equals(FIRST)
          || !lines.get(1).equals("host\t" + host)) {
        return;
      }
      lines.forEach(line -> read(line.split("\t", -1)));
    } catch (CharacterCodingException | IllegalArgumentException e) {
      kept.clear();
      devices.clear();
      LOG.log(System.Logger.Level.DEBUG, "costs: {0} is not as it was written: {1}", path, e);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "costs: {0} cannot be read: {1}", path, e);
    }
  }

  private void read(String[] fields) {
    if (fields[0].equals("device") && fields.length == 3) {
      devices.put(fields[1], fields[2]);
    } else if (fields[0].equals("cost") && fields.length == FIELDS) {
      kept.computeIfAbsent(fields[2], _ -> new HashMap<>())
          .computeIfAbsent(fields[1], _ -> new ArrayList<>())
          .add(
              new Kept(
                  Integer.parseInt(fields[3]),
                  Double.parseDouble(fields[4]),
                  Double.parseDouble(fields[5]),
                  Double.parseDouble(fields[6]),
                  Integer.parseInt(fields[7])));
    }
  }

  /** Fills the curves of a program that is new to this run. */
  void recall(Program<?, ?> program, Costs costs) {
    if (kept.isEmpty()) {
      return;
    }
    name(program)
        .map(kept::get)
        .ifPresent(
            places ->
                places.forEach(
                    (place, cells) -> {
                      if (!others.contains(place)) {
                        CostCurve curve = costs.of(program, place);
                        cells.forEach(curve::recall);
                      }
                    }));
  }

  /**
   * A device was found. Costs of another one of that name are not recalled any more, nor written.
   *
   * @return whether it is the one whose costs are kept, or none are
   */
  boolean found(HardwareCaps caps) {
    String now = caps.deviceName() + " " + caps.driver();
    String before = devices.put(caps.deviceId(), now);
    boolean same = before == null || before.equals(now);
    if (!same) {
      others.add(caps.deviceId());
    }
    return same;
  }

  /** Writes what is known now; a file that cannot be written is nobody's concern. */
  synchronized void write(Costs costs) {
    file.ifPresent(
        path -> {
          try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder == null) {
              return; // it is the root
            }
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, "costs", ".part");
            try {
              Files.write(fresh, lines(costs));
              Files.move(
                  fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
              Files.deleteIfExists(fresh);
            }
          } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "costs: {0} cannot be written: {1}", path, e);
          }
        });
  }

  private List<String> lines(Costs costs) {
    List<String> lines = new ArrayList<>(List.of(FIRST, "host\t" + host));
    new TreeMap<>(devices).forEach((id, what) -> lines.add("device\t" + id + "\t" + what));
    Map<String, Map<String, List<Kept>>> all = new TreeMap<>();
    kept.forEach(
        (name, places) -> {
          Map<String, List<Kept>> of = new TreeMap<>(places);
          of.keySet().removeAll(others);
          all.put(name, of);
        });
    costs
        .all()
        .forEach(
            (program, places) ->
                name(program)
                    .ifPresent(
                        name -> {
                          Map<String, List<Kept>> of =
                              all.computeIfAbsent(name, _ -> new TreeMap<>());
                          places.forEach(
                              (place, curve) -> {
                                if (!curve.kept().isEmpty()) {
                                  of.put(place, curve.kept());
                                }
                              });
                        }));
    all.forEach(
        (name, places) ->
            places.forEach((place, cells) -> cells.forEach(c -> lines.add(line(place, name, c)))));
    return lines;
  }

  private static String line(String place, String name, Kept cell) {
    return "cost\t%s\t%s\t%d\t%s\t%s\t%s\t%d"
        .formatted(
            place, name, cell.sizeClass(), cell.items(), cell.ns(), cell.tailNs(), cell.samples());
  }

  /** The name under which a program is kept; one that has none is not. */
  private static Optional<String> name(Program<?, ?> program) {
    try {
      ProgramName name = ProgramName.of(program);
      return Optional.of(name.className() + name.shape());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /**
   * Where learned costs are kept by default: {@code twinloop/costs} in {@code XDG_CACHE_HOME} or
   * {@code ~/.cache}; nowhere with {@code -Dtwinloop.learned=off}, elsewhere with another path.
   */
  static Optional<Path> byDefault() {
    String wanted = System.getProperty("twinloop.learned", "");
    if (wanted.equals("off")) {
      return Optional.empty();
    }
    if (!wanted.isEmpty()) {
      return Optional.of(Path.of(wanted));
    }
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache != null && cache.startsWith("/") // others are no folders, says the XDG specification
            ? Path.of(cache)
            : Path.of(System.getProperty("user.home", "."), ".cache");
    return Optional.of(base.resolve("twinloop").resolve("costs"));
  }
}
