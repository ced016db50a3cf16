package dev.twinloop.cli.ringct;

import dev.twinloop.cli.CommonOptions;
import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.Quoting;
import dev.twinloop.cli.lines.LineJudging;
import dev.twinloop.ringct.KeyImages;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code twinloop ringct verify}: one verdict a transaction. */
@Command(
    name = "verify",
    description = {
      "Verify the transactions of FILE, one JSON object a line:",
      "  {\"id\":…, \"tx\":\"hex\", \"rings\":[[{\"key\":\"hex\",\"mask\":\"hex\"},…],…]}",
      "tx is the blob of a transaction of version 2 with CLSAGs (types 5 and 6); hex is another name"
          + " for it. rings has the members of each input's ring, in order: they are not in the blob."
          + " A member may also be [\"key\",\"commitment\"]. id is any JSON value.",
      "Looked at are the blob, its balance, range proof, ring signatures and key"
          + " images, and whether an earlier valid transaction of FILE spent one of them.",
      "Prints one line each, in order, with the same id: {\"id\":…,\"valid\":true} or"
          + " {\"id\":…,\"valid\":false,\"reason\":\"…\"}.",
      "Exit status 0 if every line could be judged, whatever the verdict; 1 if one is not JSON or"
          + " lacks something: its answer says so in its place."
    })
final class RingCtVerifyCommand implements Callable<Integer> {
  private final Io io;

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "FILE", description = "JSON lines; - is standard input.")
  private String file = Input.STANDARD_INPUT;

  RingCtVerifyCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    KeyImages spent = new KeyImages(new SecureRandom().nextLong());
    try (Session session = new Session(io, common).requireDevice();
        Input input = Input.open(io, file);
        var judging = new LineJudging<>(session, expected -> new TransactionLines(spent))) {
      return judging.run(Quoting.name(file), input) == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
