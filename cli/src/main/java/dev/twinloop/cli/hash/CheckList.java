package dev.twinloop.cli.hash;

import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.hash.HashRequest.Hashed;
import dev.twinloop.cli.hash.HashRequest.Outcome;
import dev.twinloop.cli.hash.HashRequest.Unreadable;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.LineReader;
import dev.twinloop.cli.io.Quoting;
import dev.twinloop.cli.io.Reason;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Verifies the files of checksum lists, with the words and the exit status of sha256sum. A list is
 * read while its files are hashed; memory does not depend on its length. Lines above 4 MiB, which
 * no name needs, are improperly formatted.
 */
final class CheckList {
  /** What {@code --check} may be told. Of --quiet, --status and --warn the last one counts. */
  static final class Options {
    @Option(names = "--ignore-missing", description = "With --check: skip files that are missing.")
    boolean ignoreMissing;

    @Option(names = "--strict", description = "With --check: fail on improperly formatted lines.")
    boolean strict;

    boolean quiet;
    boolean status;
    boolean warn;

    @Option(names = "--quiet", description = "With --check: print no OK lines.")
    void setQuiet(boolean set) {
      choose(set, false, false);
    }

    @Option(names = "--status", description = "With --check: print nothing, set the exit status.")
    void setStatus(boolean set) {
      choose(false, set, false);
    }

    @Option(
        names = {"-w", "--warn"},
        description = "With --check: name each improperly formatted line.")
    void setWarn(boolean set) {
      choose(false, false, set);
    }

    private void choose(boolean quiet, boolean status, boolean warn) {
      this.quiet = quiet;
      this.status = status;
      this.warn = warn;
    }

    /** The first option that was given; it has a meaning with {@code --check} only. */
    Optional<String> first() {
      return ignoreMissing
          ? Optional.of("ignore-missing")
          : status
              ? Optional.of("status")
              : warn
                  ? Optional.of("warn")
                  : quiet
                      ? Optional.of("quiet")
                      : strict ? Optional.of("strict") : Optional.empty();
    }
  }

  private final Session session;
  private final Io io;
  private final Options options;
  private final SumParser parser;
  private long lines;
  private long improper;
  private long unread;
  private long wrong;
  private long right;
  private @Nullable IOException problem;

  /**
   * Prepares for one list.
   *
   * @param parser of all lists of this run
   */
  CheckList(Session session, Options options, SumParser parser) {
    this.session = session;
    this.io = session.io();
    this.options = options;
    this.parser = parser;
  }

  /** Checks the files of the list; returns the exit status. */
  int run(String list) throws IOException {
    String shown = list.equals(Input.STANDARD_INPUT) ? "'standard input'" : Quoting.name(list);
    try (Input input = Input.open(io, list);
        FileHashing hashing = new FileHashing(session, parser.algorithm())) {
      hashing.run(new Requests(input, list, shown));
    } catch (FileSystemException e) {
      boolean folder = Reason.of(e).equals("Is a directory"); // sha256sum opens it, and reads
      io.complain(Quoting.name(list) + ": " + (folder ? "read error" : Reason.of(e)));
      return ExitCode.FAILED;
    }
    session.progress().clear();
    IOException unreadable = problem;
    if (unreadable != null) {
      io.complain(shown + ": read error");
      if (Reason.of(unreadable).equals(HashCommand.CLOSED)) {
        io.complain("standard input: " + HashCommand.CLOSED);
      }
      return ExitCode.FAILED;
    }
    if (lines == 0) {
      io.complain(shown + ": no properly formatted checksum lines found");
      return ExitCode.FAILED;
    }
    summarize(shown);
    boolean good = right > 0 && wrong == 0 && unread == 0 && (improper == 0 || !options.strict);
    return good ? ExitCode.OK : ExitCode.FAILED;
  }

  /** The list's lines, read as they are asked for. */
  private final class Requests implements Iterator<HashRequest> {
    private final LineReader reader;
    private final String list;
    private final String shown;
    private @Nullable HashRequest next;
    private boolean ended;

    Requests(Input input, String list, String shown) {
      this.reader = new LineReader(input);
      this.list = list;
      this.shown = shown;
    }

    @Override
    public boolean hasNext() {
      try {
        while (next == null && !ended) {
          ended = !reader.next();
          next = ended ? null : request();
        }
      } catch (IOException e) {
        problem = e;
        ended = true;
      }
      return next != null;
    }

    @Override
    public HashRequest next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the list has ended");
      }
      HashRequest request = next;
      next = null;
      return Objects.requireNonNull(request);
    }

    /** What the line asks for; null for nothing. */
    private @Nullable HashRequest request() {
      byte[] bytes = reader.buffer();
      int from = reader.from();
      int to = reader.to();
      if (!reader.tooLong()) {
        if (bytes[from] == '#' && to > from) {
          return null;
        }
        to -= to > from && bytes[to - 1] == '\r' ? 1 : 0;
        if (to == from) {
          return null;
        }
        Optional<SumLine> sum = parser.parse(bytes, from, to);
        if (sum.isPresent() && !(list.equals("-") && sum.get().name().equals("-"))) {
          lines++;
          SumLine expected = sum.get();
          return new HashRequest.Input(expected.name(), outcome -> judge(expected, outcome));
        }
      }
      improper++;
      String message =
          shown
              + ": "
              + reader.number()
              + ": improperly formatted "
              + parser.algorithm().tag()
              + " checksum line";
      return options.warn ? new HashRequest.Remark(() -> io.complain(message)) : null;
    }
  }

  private void judge(SumLine expected, Outcome outcome) throws IOException {
    String name = expected.name();
    switch (outcome) {
      case Hashed hashed when hashed.hex().equals(expected.hex()) -> {
        right++;
        if (!options.quiet) {
          say(name, "OK");
        }
      }
      case Hashed _ -> {
        wrong++;
        say(name, "FAILED");
      }
      case Unreadable missing when options.ignoreMissing && missing.missing() -> {}
      case Unreadable unreadable -> {
        unread++;
        session.progress().clear();
        io.complain(Quoting.name(name) + ": " + unreadable.reason());
        say(name, "FAILED open or read");
      }
    }
  }

  private void say(String name, String verdict) throws IOException {
    if (!options.status) {
      // As sha256sum: only a line feed makes it spell the name out.
      String shown = name.contains("\n") ? "\\" + SumLine.escaped(name) : name;
      io.line(shown + ": " + verdict);
    }
  }

  private void summarize(String shown) {
    if (options.status) {
      return;
    }
    warn(improper, "line is improperly formatted", "lines are improperly formatted");
    warn(unread, "listed file could not be read", "listed files could not be read");
    warn(wrong, "computed checksum did NOT match", "computed checksums did NOT match");
    if (options.ignoreMissing && right == 0) {
      io.complain(shown + ": no file was verified");
    }
  }

  private void warn(long count, String one, String many) {
    if (count > 0) {
      io.complain("WARNING: " + count + " " + (count == 1 ? one : many));
    }
  }
}
