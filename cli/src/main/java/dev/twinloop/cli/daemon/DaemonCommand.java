package dev.twinloop.cli.daemon;

import dev.twinloop.bench.report.Cell;
import dev.twinloop.bench.report.Table;
import dev.twinloop.bench.report.TableFormat;
import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.TableOption;
import dev.twinloop.cli.WholeNumber;
import dev.twinloop.cli.io.Exports;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code twinloop daemon}: keeps devices started and kernels compiled for the commands to come. */
@Command(
    name = "daemon",
    description = {
      "Keep devices started and kernels compiled in a process of your own, for the commands to come."
          + " Commands find it by themselves; answers, messages and statuses stay the same.",
      "TWINLOOP_DAEMON=off makes a command do without it."
    })
public final class DaemonCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private DaemonCommand() {}

  /** The command and its subcommands. */
  public static CommandLine of(Io io) {
    CommandLine command = new CommandLine(new DaemonCommand());
    command.addSubcommand(new Start(io));
    command.addSubcommand(new Stop(io));
    command.addSubcommand(new Status(io));
    return command;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "daemon: a subcommand is missing, accepted: "
            + String.join(", ", spec.subcommands().keySet()));
  }

  private static DaemonFolder folder() throws IOException {
    return DaemonFolder.of(System.getenv())
        .orElseThrow(() -> new IOException(DaemonFolder.VARIABLE + "=off: there is no daemon"));
  }

  /** What a daemon answers; empty if there is none. */
  static Optional<String> ask(DaemonFolder folder, Hello.Request request) throws IOException {
    Optional<Wire> connected = folder.connect();
    if (connected.isEmpty()) {
      return Optional.empty();
    }
    try (Wire wire = connected.get()) {
      wire.send(Hello.asking(request).frame());
      return Optional.of(wire.receiveWithin(folder.answer(), Frame.Kind.TOLD).text());
    } catch (EOFException e) {
      return Optional.empty(); // it has just ended
    } catch (IOException e) {
      throw new IOException("the daemon in %s: %s".formatted(folder.path(), e.getMessage()), e);
    }
  }

  /** {@code twinloop daemon start}. */
  @Command(
      name = "start",
      description = "Start the daemon, and wait until it listens. One runs already: nothing to do.")
  static final class Start implements Callable<Integer> {
    private final Io io;

    @Option(
        names = "--idle",
        paramLabel = "SECONDS",
        converter = Seconds.class,
        description =
            "End when no command came for this time, 1 to 604800. Default: 900. What a device would"
                + " save in this time, at the rate of the commands so far, decides whether it is"
                + " started.")
    private Duration idle = Duration.ofMinutes(15);

    @Option(
        names = "--commands",
        paramLabel = "N",
        converter = Places.class,
        description =
            "Run at most this many commands at a time, 1 to 64; further ones run without the daemon."
                + " Default: 4. Its heap is that of a command, times this number.")
    private int places = 4;

    Start(Io io) {
      this.io = io;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
      DaemonFolder folder = folder();
      if (ask(folder, Hello.Request.STATUS).isPresent()) {
        io.complain("a daemon runs already, in " + folder.path());
        return ExitCode.OK;
      }
      folder.make();
      DaemonStart.run(new Daemon.Options(folder, idle, places));
      return ExitCode.OK;
    }
  }

  /** {@code twinloop daemon stop}. */
  @Command(
      name = "stop",
      description =
          "End the daemon, and wait until it has ended. Commands under way get ten seconds to end by"
              + " themselves. None runs: nothing to do.")
  static final class Stop implements Callable<Integer> {
    private final Io io;

    Stop(Io io) {
      this.io = io;
    }

    @Override
    public Integer call() throws IOException {
      DaemonFolder folder = folder();
      if (ask(folder, Hello.Request.STOP).isEmpty()) {
        io.complain("no daemon runs in " + folder.path());
        return ExitCode.OK;
      }
      // Held until its workers are gone.
      try (FileChannel file = FileChannel.open(folder.lock(), StandardOpenOption.WRITE);
          FileLock lock = file.lock()) {
        return lock.isValid() ? ExitCode.OK : ExitCode.FAILED;
      }
    }
  }

  /** {@code twinloop daemon status}. */
  @Command(
      name = "status",
      description = "Show the daemon and how busy its devices are. Exit status 1 if none runs.")
  static final class Status implements Callable<Integer> {
    /** A number, perhaps of seconds or of all places. */
    private static final Pattern FIGURE =
        Pattern.compile("(?<number>[0-9]{1,18})(?<unit> s)?(?: of (?<most>[0-9]{1,18}))?");

    private final Io io;

    @Mixin private TableOption output = new TableOption();

    Status(Io io) {
      this.io = io;
    }

    @Override
    public Integer call() throws IOException {
      DaemonFolder folder = folder();
      String told = ask(folder, Hello.Request.STATUS).orElse(null);
      if (told == null) {
        io.complain("no daemon runs in " + folder.path());
        return ExitCode.FAILED;
      }
      try (Exports<TableFormat> files = output.open(io)) {
        output.print(io, table(told), files);
      }
      return ExitCode.OK;
    }

    static Table table(String told) {
      Table table = new Table("device", "busy %", "slices", "tasks");
      for (String line : told.lines().toList()) {
        String[] cells = line.split("\t", -1);
        switch (cells.length) {
          case 2 -> table.note(cells[0], value(cells[1]));
          case 4 -> table.row(cells[0], value(cells[1]), value(cells[2]), value(cells[3]));
          default -> throw new IllegalArgumentException("status: line=" + line);
        }
      }
      return table;
    }

    /** Texts for people, numbers for programs. */
    private static Object value(String told) {
      Matcher figure = FIGURE.matcher(told);
      if (!figure.matches()) {
        return told;
      }
      long number = Long.parseLong(figure.group("number"));
      if (figure.group("most") == null) {
        return figure.group("unit") == null ? (Object) number : new Cell(told, number);
      }
      SequencedMap<String, Object> members = new LinkedHashMap<>();
      members.put("now", number);
      members.put("most", Long.parseLong(figure.group("most")));
      return new Cell(told, members);
    }
  }

  /** Reads an idle time-out. */
  static final class Seconds implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return Duration.ofSeconds(WholeNumber.read("seconds", text, 1, 604_800));
    }
  }

  /** Reads a number of commands. */
  static final class Places extends WholeNumber.Small {
    Places() {
      super("commands", 1, 64);
    }
  }
}
