package dev.twinloop.cli.daemon;

import dev.twinloop.cli.io.Names;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a command may depend on beside its arguments, its folder and its standard streams: the
 * build, the JVM, the user, limits, name spaces, variables. A daemon runs a command only where all
 * of it is the same as its own, so that nobody can tell the difference.
 *
 * <p>The list is a line each, {@code name=value}. To make it has to be cheap: every command does.
 */
final class Surroundings {
  private static final Path SELF = Path.of("/proc/self");

  /** Lines of {@code /proc/self/status}: who the process is and what it may do. */
  private static final List<String> STATUS =
      List.of(
          "Umask",
          "Uid",
          "Gid",
          "Groups",
          "CapEff",
          "NoNewPrivs",
          "Seccomp",
          "Cpus_allowed_list",
          "Mems_allowed_list");

  private static final List<String> SPACES = List.of("ns/mnt", "ns/pid", "ns/user", "root");

  /** Variables that Twinloop, TornadoVM, the JVM, the drivers or the loader read. */
  private static final List<String> VARIABLES =
      List.of(
          "TWINLOOP_",
          "TORNADO",
          "CUDA_",
          "NVIDIA_",
          "OCL_",
          "OPENCL_",
          "POCL_",
          "LD_",
          "JAVA_",
          "_JAVA_",
          "JDK_JAVA_",
          "XDG_CACHE_HOME",
          "HOME",
          "TMPDIR",
          "MALLOC_",
          "GLIBC_");

  private static final List<String> PROPERTIES =
      List.of(
          "java.home",
          "java.vm.version",
          "java.io.tmpdir",
          "file.encoding",
          "sun.jnu.encoding",
          "twinloop.home",
          "twinloop.utf8");

  private Surroundings() {}

  /**
   * Those of this process.
   *
   * @throws IOException if the system does not tell
   */
  static List<String> here() throws IOException {
    List<String> lines = new ArrayList<>();
    build(lines);
    for (String name : PROPERTIES) {
      lines.add(name + "=" + System.getProperty(name, ""));
    }
    for (String line : read(SELF.resolve("status")).split("\n")) {
      int colon = line.indexOf(':');
      if (colon > 0 && STATUS.contains(line.substring(0, colon))) {
        lines.add(line.substring(0, colon) + "=" + line.substring(colon + 1).strip());
      }
    }
    for (String name : SPACES) {
      lines.add(name + "=" + Files.readSymbolicLink(SELF.resolve(name)));
    }
    variables(lines);
    lines.add("limits=" + read(SELF.resolve("limits")));
    return lines;
  }

  private static void variables(List<String> lines) {
    Map<String, String> sorted = new TreeMap<>(System.getenv());
    for (Map.Entry<String, String> variable : sorted.entrySet()) {
      for (String prefix : VARIABLES) {
        if (variable.getKey().startsWith(prefix)) {
          lines.add(variable.getKey() + "=" + variable.getValue());
          break;
        }
      }
    }
  }

  /** The jars of the class path: a build is another one when one of them was written anew. */
  private static void build(List<String> lines) {
    StringBuilder jars = new StringBuilder("build=");
    for (String entry : System.getProperty("java.class.path", "").split(":")) {
      Path jar = Path.of(entry).toAbsolutePath();
      jars.append(jar);
      try {
        Map<String, Object> file = Files.readAttributes(jar, "size,lastModifiedTime");
        jars.append(' ').append(file.get("size")).append(' ').append(file.get("lastModifiedTime"));
      } catch (IOException e) {
        jars.append(" gone");
      }
      jars.append(':');
    }
    lines.add(jars.toString());
  }

  /** Bytes of a file of the kernel's, which has no length. */
  private static String read(Path path) throws IOException {
    try (FileInputStream in = new FileInputStream(path.toString())) {
      return Names.text(in.readAllBytes());
    }
  }

  /** The number of this process' user. */
  static int user() throws IOException {
    return (int) Files.getAttribute(SELF, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  /** What the first difference is, for people; empty if there is none. */
  static Optional<String> difference(List<String> daemon, List<String> visitor) {
    for (int i = 0; i < Math.max(daemon.size(), visitor.size()); i++) {
      String here = i < daemon.size() ? daemon.get(i) : "=";
      String there = i < visitor.size() ? visitor.get(i) : "=";
      if (!here.equals(there)) {
        String name = (here.compareTo(there) < 0 && here.length() > 1) ? name(here) : name(there);
        return Optional.of("it was started with another " + (name.isEmpty() ? name(here) : name));
      }
    }
    return Optional.empty();
  }

  private static String name(String line) {
    return line.substring(0, Math.max(0, line.indexOf('=')));
  }
}
