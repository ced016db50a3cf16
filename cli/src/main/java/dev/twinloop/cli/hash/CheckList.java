package dev.twinloop.cli.hash;

import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.hash.HashedFile.Hashed;
import dev.twinloop.cli.hash.HashedFile.Unreadable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Verifies the files of checksum lists, with the words and the exit status of sha256sum. */
final class CheckList {
  /** What {@code --check} may be told. */
  static final class Options {
    @Option(names = "--ignore-missing", description = "With --check: skip files that are missing.")
    boolean ignoreMissing;

    @Option(names = "--quiet", description = "With --check: print no OK lines.")
    boolean quiet;

    @Option(names = "--status", description = "With --check: print nothing, set the exit status.")
    boolean status;

    @Option(names = "--strict", description = "With --check: fail on improperly formatted lines.")
    boolean strict;

    @Option(
        names = {"-w", "--warn"},
        description = "With --check: name each improperly formatted line.")
    boolean warn;

    boolean any() {
      return ignoreMissing || quiet || status || strict || warn;
    }
  }

  private static final Charset NAMES = StandardCharsets.UTF_8;

  private final Session session;
  private final Io io;
  private final Options options;
  private int improper;
  private int unread;
  private int wrong;
  private int right;

  CheckList(Session session, Options options) {
    this.session = session;
    this.io = session.io();
    this.options = options;
  }

  /** Checks the files of one list; returns the exit status. */
  int run(String list) throws IOException {
    String shown = list.equals(FileReader.STANDARD_INPUT) ? "'standard input'" : list;
    List<SumLine> expected;
    try {
      expected = read(list, shown);
    } catch (IOException | InvalidPathException e) {
      io.complain(list + ": " + FileReader.unreadable(e).reason());
      return ExitCode.FAILED;
    }
    if (expected.isEmpty()) {
      io.complain(shown + ": no properly formatted checksum lines found");
      return ExitCode.FAILED;
    }
    Iterator<SumLine> next = expected.iterator();
    try (FileHashing hashing = new FileHashing(session, file -> judge(file, next.next()))) {
      hashing.run(expected.stream().map(SumLine::name).toList());
    }
    summarize();
    if (options.ignoreMissing && right + wrong == 0) {
      io.complain(shown + ": no file was verified");
      return ExitCode.FAILED;
    }
    boolean good = wrong == 0 && unread == 0 && (improper == 0 || !options.strict);
    return good ? ExitCode.OK : ExitCode.FAILED;
  }

  private List<SumLine> read(String list, String shown) throws IOException {
    List<SumLine> expected = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(Channels.newReader(new FileReader(session).open(list), NAMES))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.startsWith("#")) {
          continue;
        }
        Optional<SumLine> sum = SumLine.parse(line);
        sum.ifPresent(expected::add);
        if (sum.isEmpty()) {
          improper++;
          if (options.warn) {
            io.complain(shown + ": " + number + ": improperly formatted SHA256 checksum line");
          }
        }
      }
    }
    return expected;
  }

  private void judge(HashedFile file, SumLine expected) throws IOException {
    switch (file.outcome()) {
      case Hashed hashed when hashed.hex().equals(expected.hex()) -> {
        right++;
        if (!options.quiet) {
          say(file.name(), "OK");
        }
      }
      case Hashed _ -> {
        wrong++;
        say(file.name(), "FAILED");
      }
      case Unreadable problem when options.ignoreMissing && problem.missing() -> {}
      case Unreadable problem -> {
        unread++;
        io.complain(file.name() + ": " + problem.reason());
        say(file.name(), "FAILED open or read");
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

  private void summarize() {
    if (options.status) {
      return;
    }
    warn(improper, "line is improperly formatted", "lines are improperly formatted");
    warn(unread, "listed file could not be read", "listed files could not be read");
    warn(wrong, "computed checksum did NOT match", "computed checksums did NOT match");
  }

  private void warn(int count, String one, String many) {
    if (count > 0) {
      io.complain("WARNING: " + count + " " + (count == 1 ? one : many));
    }
  }
}
