package dev.twinloop.cli.daemon;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What names of files mean to a process other than this one. Relative names start at its folder.
 * Names that lead to {@code /proc/self}, as {@code /dev/stdin} and {@code /dev/fd/3} do, lead to
 * that process. Thread-safe.
 */
final class CallersFiles {
  private static final int MOST_LINKS = 40; // as Linux has it
  private static final Path ROOT = Path.of("/");
  private static final Path SELF = Path.of("/proc/self");
  private static final Path THREAD = Path.of("/proc/thread-self");
  private static final Path TERMINAL = Path.of("/dev/tty");

  private final Path folder;
  private final Path process;

  /** Folders whose files have no meaning of their own to any process. */
  private final Map<Path, Boolean> common = new ConcurrentHashMap<>();

  private CallersFiles(Path folder, Path process) {
    this.folder = folder;
    this.process = process;
  }

  /**
   * The files of a process.
   *
   * @throws IOException if its folder is gone, or can be reached through the process alone
   */
  static CallersFiles of(long pid) throws IOException {
    Path process = Path.of("/proc/" + pid);
    Path link = process.resolve("cwd");
    Path folder = Files.readSymbolicLink(link);
    if (!Files.isSameFile(folder, link)) {
      throw new FileSystemException(folder + ": not the folder of process " + pid);
    }
    return new CallersFiles(folder, process);
  }

  /** The file that a name means to the process. */
  Path file(Path name) throws IOException {
    Path full = folder.resolve(name);
    Path parent = full.getParent();
    if (parent != null && common.containsKey(parent) && !Files.isSymbolicLink(full)) {
      return full;
    }
    Walk walk = new Walk();
    Path own = walk.to(full);
    if (walk.plain && parent != null) {
      common.put(parent, true);
    }
    return walk.bound ? own : full;
  }

  /** Follows symbolic links one by one, as the kernel does. */
  private final class Walk {
    private boolean plain = true;
    private boolean bound;

    Path to(Path full) throws IOException {
      Deque<Path> rest = new ArrayDeque<>();
      full.forEach(rest::add);
      Path at = ROOT;
      int links = 0;
      while (!rest.isEmpty()) {
        Path name = rest.pop();
        Path next = next(at, name);
        if (next.equals(SELF) || next.equals(THREAD)) {
          // Below it the kernel's links lead to open files: they cannot be followed by their text.
          bound = true;
          plain = false;
          Path own = next.equals(SELF) ? process : process.resolve("task/" + process.getFileName());
          return rest.stream().reduce(own, Path::resolve);
        }
        if (next.equals(TERMINAL)) {
          throw new FileSystemException(full.toString(), null, "No such device or address");
        }
        boolean link = !next.equals(at) && Files.isSymbolicLink(next);
        plain &= !link && !next.startsWith("/proc") && !next.startsWith("/dev");
        if (!link) {
          at = next;
        } else if (++links > MOST_LINKS) {
          return full; // opening it says why
        } else {
          Path target = Files.readSymbolicLink(next);
          at = target.isAbsolute() ? ROOT : at;
          for (int i = target.getNameCount() - 1; i >= 0; i--) {
            rest.push(target.getName(i));
          }
        }
      }
      return at;
    }

    private static Path next(Path at, Path name) {
      return switch (name.toString()) {
        case "", "." -> at;
        case ".." -> at.getParent() == null ? at : at.getParent();
        default -> at.resolve(name);
      };
    }
  }
}
