package dev.twinloop.cli.zk;

import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.WholeNumber;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.Mapped;
import dev.twinloop.cli.io.Output;
import dev.twinloop.cli.io.Reason;
import dev.twinloop.cli.io.Spool;
import dev.twinloop.zk.format.R1cs;
import dev.twinloop.zk.prove.InsecureSetup;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.security.SecureRandom;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code twinloop zk setup}: a key for trials. */
@Command(
    name = "setup",
    description =
        "Make a .zkey for trials, tests and benchmarks. The person who runs this could prove anything with the"
            + " key: a key to rely on comes out of a ceremony (snarkjs zkey contribute).")
final class ZkSetupCommand extends ZkAction {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--insecure", description = "Required: says that you know.")
  private boolean insecure;

  @Option(names = "--r1cs", required = true, paramLabel = "FILE", description = "The circuit.")
  private String circuit = "";

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The .zkey to write.")
  private String key = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Seed.class,
      description = "The secrets come from this number: equal ones make equal keys.")
  private @Nullable Long seed;

  ZkSetupCommand(Io io) {
    super(io);
  }

  @Override
  int run() throws IOException {
    if (!insecure) {
      throw new ParameterException(
          spec.commandLine(),
          "zk setup: --insecure is missing: a person who makes a key alone can prove anything with it");
    }
    Random random = seed == null ? new SecureRandom() : new Random(seed);
    try (Mapped files = new Mapped(io);
        Output output = Output.open(io, key);
        FileChannel made = Spool.unnamed()) {
      R1cs r1cs = R1cs.parse(Input.shown(circuit), files.file(circuit, MOST_BYTES));
      make(r1cs, made, random);
      files.requireUnchanged();
      Channels.newInputStream(made.position(0)).transferTo(output.stream());
      output.commit();
    }
    return ExitCode.OK;
  }

  private static void make(R1cs circuit, FileChannel key, Random random) throws IOException {
    try {
      InsecureSetup.write(circuit, key, random);
    } catch (IOException e) {
      throw new IOException(
          "zk setup: %s in the temp directory %s, where the key is made first"
              .formatted(Reason.of(e), System.getProperty("java.io.tmpdir")),
          e);
    }
  }

  /** Reads any number of 64 bits. */
  static final class Seed extends WholeNumber.Large {
    Seed() {
      super("seed", Long.MIN_VALUE, Long.MAX_VALUE);
    }
  }
}
