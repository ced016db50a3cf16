package dev.twinloop.cli.hash;

import dev.twinloop.cli.CommonOptions;
import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.Usage;
import dev.twinloop.cli.WholeNumber;
import dev.twinloop.cli.hash.HashRequest.Hashed;
import dev.twinloop.cli.hash.HashRequest.Outcome;
import dev.twinloop.cli.hash.HashRequest.Unreadable;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.Names;
import dev.twinloop.cli.io.Output;
import dev.twinloop.cli.io.Quoting;
import dev.twinloop.cli.io.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code twinloop hash}: digests of files, of lines, of records. */
@Command(
    name = "hash",
    description = {
      "Print SHA-256 (or SHA-512 or Keccak-256) digests, as sha256sum does: of FILEs (- or none: standard input), of the lines"
          + " of FILEs (--lines), or of their records (--records).",
      "Many small files, lines and records are hashed in batches on CPU or GPU. A library hashes"
          + " the first 4096 small files (16 MiB), unless an option says where work runs, and each"
          + " file above 64 KiB, which is one long stream and has no parallelism."
    })
public final class HashCommand implements Callable<Integer> {
  static final String CLOSED = "Bad file descriptor";

  private final Io io;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private CheckList.Options checkOptions = new CheckList.Options();

  @Parameters(paramLabel = "FILE", arity = "0..*", description = "Inputs; - is standard input.")
  private List<String> files = List.of();

  @Option(
      names = {"-c", "--check"},
      description = "Read digests and names from the FILEs and check them.")
  private boolean check;

  @Option(
      names = {"-a", "--algorithm"},
      paramLabel = "ALGORITHM",
      converter = Algorithm.Names.class,
      completionCandidates = Algorithm.Names.class,
      defaultValue = "sha256",
      description =
          "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}. keccak-256 is Ethereum's and Monero's, not"
              + " SHA3-256.")
  private Algorithm algorithm = Algorithm.SHA256;

  private SumLine.@Nullable Style style;
  private boolean marked;
  private boolean closedInput;
  private boolean tag;

  @Option(
      names = {"-b", "--binary"},
      description = "Mark names with * (binary), as sha256sum -b does.")
  void setBinary(boolean set) {
    mark(SumLine.Style.BINARY);
  }

  @Option(
      names = {"-t", "--text"},
      description = "Mark names with a space (default).")
  void setText(boolean set) {
    mark(SumLine.Style.TEXT);
  }

  @Option(names = "--tag", description = "Print BSD-style lines.")
  void setTag(boolean set) {
    tag = true;
    style = SumLine.Style.BINARY; // it overrides a --text before it
  }

  private void mark(SumLine.Style wanted) {
    marked = true;
    style = wanted;
  }

  @Option(
      names = {"-z", "--zero"},
      description = "End lines with NUL, and spell names as they are.")
  private boolean zero;

  @Option(
      names = "--lines",
      description = "Print the digest of each line (without its line feed) as hex, one a line.")
  private boolean lines;

  @Option(
      names = "--records",
      paramLabel = "N",
      converter = RecordBytes.class,
      description = "Take FILEs as records of N bytes (1 to 1048576); print one digest a line.")
  private @Nullable Integer records;

  @Option(
      names = "--raw",
      paramLabel = "OUT",
      description =
          "With --lines or --records: write the digests as bytes (32 or 64 each) to the file OUT (- is standard"
              + " output), which appears whole or not at all.")
  private @Nullable String raw;

  public HashCommand(Io io) {
    this.io = io;
  }

  /** Digests of files, with no option. */
  public static HashCommand of(Io io, List<String> files) {
    HashCommand command = new HashCommand(io);
    command.files = files;
    return command;
  }

  @Override
  public Integer call() throws IOException {
    validate();
    List<String> inputs = files.isEmpty() ? List.of(Input.STANDARD_INPUT) : files;
    try (Session session = new Session(io, common).requireDevice()) {
      if (check) {
        int status = ExitCode.OK;
        SumParser parser = new SumParser(algorithm);
        for (String list : inputs) {
          status = Math.max(status, new CheckList(session, checkOptions, parser).run(list));
        }
        return status;
      }
      int status = lines || records != null ? messages(session, inputs) : files(session, inputs);
      if (closedInput) {
        io.complain("standard input: " + CLOSED); // as sha256sum says when it ends
      }
      return status;
    }
  }

  private void validate() {
    require(!(lines && records != null), "--lines and --records exclude each other");
    require(!(check && (lines || records != null)), "--check reads lists of files only");
    require(raw == null || lines || records != null, "--raw goes with --lines or --records");
    require(
        !((lines || records != null) && (tag || marked || zero)),
        "--tag, --binary, --text and --zero are for lines with names: --lines and --records print"
            + " digests alone");
    // From here on in the words of sha256sum.
    require(!(tag && style == SumLine.Style.TEXT), "--tag does not support --text mode");
    require(!(zero && check), "the --zero option is not supported when verifying checksums");
    require(!(tag && check), "the --tag option is meaningless when verifying checksums");
    require(
        !(marked && check),
        "the --binary and --text options are meaningless when verifying checksums");
    if (!check) {
      checkOptions
          .first()
          .ifPresent(
              option ->
                  require(
                      false,
                      "the --" + option + " option is meaningful only when verifying checksums"));
    }
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw Usage.refused(spec, message);
    }
  }

  private int files(Session session, List<String> inputs) throws IOException {
    SumLine.Style lineStyle =
        tag ? SumLine.Style.TAGGED : style == null ? SumLine.Style.TEXT : style;
    int[] status = {ExitCode.OK};
    try (FileHashing hashing = new FileHashing(session, algorithm)) {
      hashing.run(
          inputs.stream()
              .map(
                  name ->
                      new HashRequest.Input(
                          name, outcome -> status[0] |= print(session, name, outcome, lineStyle)))
              .iterator());
    }
    return status[0];
  }

  private int print(Session session, String name, Outcome outcome, SumLine.Style lineStyle)
      throws IOException {
    if (outcome instanceof Unreadable(String reason, boolean _)) {
      return unreadable(session, name, reason);
    }
    if (outcome instanceof Hashed(String hex)) {
      io.out().write(Names.bytes(new SumLine(name, hex).format(lineStyle, zero, algorithm)));
    }
    return ExitCode.OK;
  }

  private int unreadable(Session session, String name, String reason) {
    closedInput |= name.equals(Input.STANDARD_INPUT) && reason.equals(CLOSED);
    session.progress().clear();
    io.complain(Quoting.name(name) + ": " + reason);
    return ExitCode.FAILED;
  }

  private int messages(Session session, List<String> inputs) throws IOException {
    if (raw == null) {
      return messages(session, inputs, io.out());
    }
    try (Output output = Output.open(io, raw)) {
      int status = messages(session, inputs, output.stream());
      if (status == ExitCode.OK) {
        output.commit();
      }
      return status;
    }
  }

  private int messages(Session session, List<String> inputs, OutputStream out) throws IOException {
    DigestSink sink = new DigestSink(out, raw != null, algorithm);
    int status = ExitCode.OK;
    for (String name : inputs) {
      Input input;
      try {
        input = Input.open(io, name);
      } catch (FileSystemException e) {
        status = unreadable(session, name, Reason.of(e));
        continue;
      }
      try (input) {
        hash(session, sink, input);
      }
    }
    return status;
  }

  private void hash(Session session, DigestSink sink, Input input) throws IOException {
    if (records == null) {
      try (LineHashing hashing = new LineHashing(session, sink, input.size())) {
        hashing.run(input);
      }
      return;
    }
    try (RecordHashing hashing = new RecordHashing(session, sink, records, input.size())) {
      hashing.run(input.shown(), input);
    }
  }

  /** Reads the length of a record. */
  static final class RecordBytes extends WholeNumber.Small {
    RecordBytes() {
      super("bytes", 1, RecordHashing.MAX_RECORD);
    }
  }
}
