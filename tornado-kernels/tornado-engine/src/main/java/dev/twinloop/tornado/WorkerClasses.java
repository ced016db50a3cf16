package dev.twinloop.tornado;

import dev.twinloop.engine.Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The classes that a worker without a {@link StartCache} needs for its first compilation, loaded by
 * threads of their own while TornadoVM and the device's driver start: the thread that compiles
 * would load and verify some four thousand one by one.
 *
 * <p>The list is a resource: a package a line, and below it, indented, its classes. A class that is
 * not there is passed over: the list costs time when it is wrong, nothing else.
 */
final class WorkerClasses {
  private static final String LIST = "worker-classes.txt";
  private static final String DRIVERS = "uk.ac.manchester.tornado.drivers.";
  private static final int MOST_THREADS = 3;
  private static final int CHUNK = 32;

  private WorkerClasses() {}

  /** Loads them beside the caller, on a machine that has more than one processor. */
  static void loadBeside(Backend backend) {
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors() - 1);
    if (threads < 1 || Boolean.getBoolean(SdkLaunch.PREPARED_PROPERTY)) {
      return;
    }
    List<String> names = of(backend);
    AtomicInteger next = new AtomicInteger();
    for (int i = 0; i < threads; i++) {
      Thread.ofPlatform().daemon().name("classes-" + i).start(() -> loadAll(names, next));
    }
  }

  /** The names for one backend: of the others' drivers there is no jar. */
  static List<String> of(Backend backend) {
    String own = DRIVERS + backend.name().toLowerCase(Locale.ROOT) + ".";
    return all().stream()
        .filter(
            name ->
                !name.startsWith(DRIVERS)
                    || name.startsWith(DRIVERS + "common.")
                    || name.startsWith(own))
        .toList();
  }

  private static List<String> all() {
    List<String> names = new ArrayList<>();
    try (InputStream list = WorkerClasses.class.getResourceAsStream(LIST)) {
      if (list == null) {
        return names;
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(list, StandardCharsets.US_ASCII));
      String folder = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(" ")) {
          names.add(folder + line.strip());
        } else if (!line.startsWith("#")) {
          folder = line + ".";
        }
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void loadAll(List<String> names, AtomicInteger next) {
    for (int at = next.getAndAdd(CHUNK); at < names.size(); at = next.getAndAdd(CHUNK)) {
      names.subList(at, Math.min(names.size(), at + CHUNK)).forEach(WorkerClasses::load);
    }
  }

  /** Loads, verifies and links, but runs no initializer: HotSpot links to list constructors. */
  private static void load(String name) {
    try {
      Object unused =
          Class.forName(name, false, WorkerClasses.class.getClassLoader())
              .getDeclaredConstructors();
    } catch (ClassNotFoundException | LinkageError e) {
      // the code that needs it will say so
    }
  }
}
