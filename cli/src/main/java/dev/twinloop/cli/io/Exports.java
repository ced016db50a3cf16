package dev.twinloop.cli.io;

import dev.twinloop.cli.Io;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Files that a command fills when its work is done. All of them are opened before the work begins:
 * a name that cannot be written is told then, and not after minutes of work.
 *
 * <pre>
 *   try (Exports&lt;Format&gt; files = Exports.open(io, names)) {
 *     … work …
 *     files.put(Format.JSON, text);
 *     files.commit();
 *   }
 * </pre>
 *
 * <p>Regular files appear whole, all of them after the last was written, or not at all.
 *
 * @param <K> what tells them apart
 */
public final class Exports<K> implements AutoCloseable {
  private final Map<K, Output> files = new LinkedHashMap<>();
  private final List<Output> beside = new ArrayList<>();

  private Exports() {}

  /**
   * Opens them.
   *
   * @param names of the files; null for one that nobody asked for
   * @throws IOException if one cannot be written, or two are the same regular file
   */
  public static <K> Exports<K> open(Io io, Map<K, @Nullable String> names) throws IOException {
    return openBeside(new Exports<K>(), io, names);
  }

  /**
   * Opens them beside others of the same command.
   *
   * @throws IOException if one cannot be written, or two of all are the same regular file
   */
  public static <K> Exports<K> openBeside(Exports<?> others, Io io, Map<K, @Nullable String> names)
      throws IOException {
    Exports<K> exports = new Exports<>();
    exports.beside.addAll(others.files.values());
    try {
      for (Map.Entry<K, @Nullable String> entry : names.entrySet()) {
        String name = entry.getValue();
        if (name != null) {
          exports.open(io, entry.getKey(), name);
        }
      }
      return exports;
    } catch (IOException | RuntimeException e) {
      exports.close();
      throw e;
    }
  }

  /**
   * The regular files among them once more: for what is written while the work goes on, and
   * replaced by what these hold in the end.
   *
   * @throws IOException if one cannot be written any more
   */
  public Exports<K> meanwhile(Io io) throws IOException {
    Exports<K> exports = new Exports<>();
    try {
      for (Map.Entry<K, Output> file : files.entrySet()) {
        if (file.getValue().replaces()) {
          exports.open(io, file.getKey(), file.getValue().name());
        }
      }
      return exports;
    } catch (IOException | RuntimeException e) {
      exports.close();
      throw e;
    }
  }

  private void open(Io io, K key, String name) throws IOException {
    Output output = Output.open(io, name);
    for (Output other : beside) {
      if (output.replacesSameAs(other)) {
        output.close();
        throw new IOException(
            "%s and %s are one file, accepted: a file for each"
                .formatted(Quoting.name(other.name()), Quoting.name(name)));
      }
    }
    files.put(key, output);
    beside.add(output);
  }

  /** Whether this one was asked for. */
  public boolean has(K key) {
    return files.containsKey(key);
  }

  /** Writes the whole text of a file that was asked for. */
  public void put(K key, String text) throws IOException {
    Output output = Objects.requireNonNull(files.get(key));
    output.stream().write(text.getBytes(StandardCharsets.UTF_8));
    output.stream().flush();
  }

  /** Puts all files in their places. */
  public void commit() throws IOException {
    for (Output output : files.values()) {
      output.commit();
    }
  }

  @Override
  public void close() throws IOException {
    IOException problem = null;
    for (Output output : files.values()) {
      try {
        output.close();
      } catch (IOException e) {
        problem = e;
      }
    }
    if (problem != null) {
      throw problem;
    }
  }
}
