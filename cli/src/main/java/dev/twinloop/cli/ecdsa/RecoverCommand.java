package dev.twinloop.cli.ecdsa;

import dev.twinloop.cli.CommonOptions;
import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.Quoting;
import dev.twinloop.cli.lines.LineJudging;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code twinloop ecdsa recover}: one key and address a line. */
@Command(
    name = "recover",
    description = {
      "Recover the public keys of the secp256k1 signatures of FILE, one JSON object a line:",
      "  {\"id\":…, \"hash\":\"hex\" | \"msg\":\"hex\", \"r\":\"hex\", \"s\":\"hex\", \"v\":27}",
      "or with \"sig\", 65 bytes of hex (r, s, v), in place of r, s and v. hash is 32 bytes; a msg is"
          + " hashed with SHA-256. Hex may have 0x before it. v is a whole JSON number: 0 to 3, or 27 or"
          + " 28 for 0 or 1; any other has no key. id is any JSON value.",
      "Prints one line each, in order, with the same id: the uncompressed key and its"
          + " Ethereum-style address, {\"id\":…,\"pub\":\"04…\",\"address\":\"0x…\"}, or"
          + " {\"id\":…,\"reason\":\"…\"}.",
      "Exit status as of verify."
    })
final class RecoverCommand implements Callable<Integer> {
  private final Io io;

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "FILE", description = "JSON lines; - is standard input.")
  private String file = Input.STANDARD_INPUT;

  RecoverCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    try (Session session = new Session(io, common).requireDevice();
        Input input = Input.open(io, file);
        var judging = new LineJudging<>(session, RecoverBatch::new)) {
      return judging.run(Quoting.name(file), input) == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
