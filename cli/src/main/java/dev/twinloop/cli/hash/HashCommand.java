package dev.twinloop.cli.hash;

import dev.twinloop.cli.CommonOptions;
import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.hash.HashedFile.Hashed;
import dev.twinloop.cli.hash.HashedFile.Unreadable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code twinloop hash}: SHA-256 of files, of lines, of records. */
@Command(
    name = "hash",
    description = {
      "Print SHA-256 digests, as sha256sum does: of FILEs (- or none: standard input), of the lines"
          + " of FILEs (--lines), or of their records (--records).",
      "Small files, lines and records are hashed in batches on CPU or GPU. A file above 64 KiB is"
          + " a long stream, which has no parallelism: the JDK hashes it."
    })
public final class HashCommand implements Callable<Integer> {
  private final Io io;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private CheckList.Options checkOptions = new CheckList.Options();

  @Parameters(paramLabel = "FILE", arity = "0..*", description = "Inputs; - is standard input.")
  private List<String> files = List.of();

  @Option(
      names = {"-c", "--check"},
      description = "Read digests and names from the FILEs and check them.")
  private boolean check;

  @Option(
      names = {"-b", "--binary"},
      description = "Mark names with * (binary), as sha256sum -b does.")
  private boolean binary;

  @Option(
      names = {"-t", "--text"},
      description = "Mark names with a space (default).")
  private boolean text;

  @Option(names = "--tag", description = "Print BSD-style lines.")
  private boolean tag;

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
      description = "Take FILEs as records of N bytes (1 to 1048576); print one digest a line.")
  private @Nullable Integer records;

  @Option(
      names = "--raw",
      paramLabel = "OUT",
      description =
          "With --lines or --records: write the 32-byte digests to the file OUT (- is standard"
              + " output), which appears whole or not at all.")
  private @Nullable String raw;

  public HashCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    validate();
    List<String> inputs = files.isEmpty() ? List.of(FileReader.STANDARD_INPUT) : files;
    try (Session session = new Session(io, common).requireDevice()) {
      if (check) {
        int status = ExitCode.OK;
        for (String list : inputs) {
          status = Math.max(status, new CheckList(session, checkOptions).run(list));
        }
        return status;
      }
      return lines || records != null ? messages(session, inputs) : files(session, inputs);
    }
  }

  private void validate() {
    require(!(lines && records != null), "--lines and --records exclude each other");
    require(!(check && (lines || records != null || tag)), "--check reads lists of files only");
    require(raw == null || lines || records != null, "--raw goes with --lines or --records");
    require(check || !checkOptions.any(), "--ignore-missing, --quiet, ... go with --check");
    require(
        records == null || (records >= 1 && records <= RecordHashing.MAX_RECORD),
        "--records: N=" + records + ", accepted: 1 to " + RecordHashing.MAX_RECORD);
    require(!(tag && text), "--tag and --text exclude each other");
  }

  private void require(boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private int files(Session session, List<String> inputs) throws IOException {
    SumLine.Style style =
        tag ? SumLine.Style.TAGGED : binary && !text ? SumLine.Style.BINARY : SumLine.Style.TEXT;
    int[] status = {ExitCode.OK};
    try (FileHashing hashing =
        new FileHashing(
            session,
            file -> {
              switch (file.outcome()) {
                case Hashed(String hex) ->
                    io.out()
                        .write(
                            new SumLine(file.name(), hex)
                                .format(style, zero)
                                .getBytes(StandardCharsets.UTF_8));
                case Unreadable(String reason, boolean _) -> {
                  session.progress().clear();
                  io.complain(file.name() + ": " + reason);
                  status[0] = ExitCode.FAILED;
                }
              }
            })) {
      hashing.run(inputs);
    }
    return status[0];
  }

  private int messages(Session session, List<String> inputs) throws IOException {
    if (raw == null || raw.equals("-")) {
      return messages(session, inputs, io.out());
    }
    try (AtomicOutput output = new AtomicOutput(Path.of(raw))) {
      int status = messages(session, inputs, output.stream());
      if (status == ExitCode.OK) {
        output.commit();
      }
      return status;
    }
  }

  private int messages(Session session, List<String> inputs, OutputStream out) throws IOException {
    DigestSink sink = new DigestSink(out, raw != null);
    FileReader reader = new FileReader(session);
    int status = ExitCode.OK;
    for (String name : inputs) {
      ReadableByteChannel input;
      try {
        input = reader.open(name);
      } catch (IOException | InvalidPathException e) {
        io.complain(name + ": " + FileReader.unreadable(e).reason());
        status = ExitCode.FAILED;
        continue;
      }
      try (input) {
        hash(session, sink, name, input);
      }
    }
    return status;
  }

  private void hash(Session session, DigestSink sink, String name, ReadableByteChannel input)
      throws IOException {
    long size = input instanceof FileChannel file ? file.size() : 0;
    if (records == null) {
      try (LineHashing hashing = new LineHashing(session, sink, size)) {
        hashing.run(input);
      }
      return;
    }
    try (RecordHashing hashing = new RecordHashing(session, sink, records, size)) {
      hashing.run(name, input);
    }
  }
}
