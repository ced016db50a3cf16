package dev.twinloop.cli.zk;

import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.Mapped;
import dev.twinloop.cli.io.Output;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.verify.VerifyingKey;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code twinloop zk vkey}: the verification key of a proving key. */
@Command(
    name = "vkey",
    description = "Write the verification key of a .zkey, byte for byte as snarkjs exports it.")
final class ZkVkeyCommand extends ZkAction {
  @Option(names = "--key", required = true, paramLabel = "FILE", description = "The .zkey.")
  private String key = "";

  @Option(names = "--out", paramLabel = "FILE", description = "Where to. Default: standard output.")
  private String out = Output.STANDARD_OUTPUT;

  ZkVkeyCommand(Io io) {
    super(io);
  }

  @Override
  int run() throws IOException {
    try (Mapped files = new Mapped(io)) {
      MemorySegment content = files.file(key, MOST_BYTES);
      VerifyingKey verifying = VerifyingKey.of(Zkey.parse(Input.shown(key), content));
      files.requireUnchanged();
      try (Output output = Output.open(io, out)) {
        String lineEnd = out.equals(Output.STANDARD_OUTPUT) ? "\n" : "";
        output.stream().write((verifying.toJson() + lineEnd).getBytes(StandardCharsets.UTF_8));
        output.commit();
      }
    }
    return ExitCode.OK;
  }
}
