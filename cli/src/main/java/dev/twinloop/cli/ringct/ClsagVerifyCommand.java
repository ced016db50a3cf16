package dev.twinloop.cli.ringct;

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

/** {@code twinloop clsag verify}: one verdict a line. */
@Command(
    name = "verify",
    description = {
      "Verify the ring signatures of FILE, one JSON object a line:",
      "  {\"id\":…, \"message\":\"hex\", \"ring\":[[\"key\",\"commitment\"],…],"
          + " \"pseudoOut\":\"hex\", \"keyImage\":\"hex\", \"c1\":\"hex\", \"D\":\"hex\","
          + " \"s\":[\"hex\",…]}",
      "All values are 32 bytes as they stand on the chain; D is divided by 8 there. A ring has 1 to"
          + " 1024 members, which may differ from line to line. id is any JSON value. Hex may have"
          + " 0x before it. Whether a key image was spent before is not looked at.",
      "Prints one line each, in order, with the same id: {\"id\":…,\"valid\":true} or"
          + " {\"id\":…,\"valid\":false,\"reason\":\"…\"}.",
      "Exit status 0 if every line could be judged, whatever the verdict; 1 if one is not JSON or"
          + " lacks something: its answer says so in its place."
    })
final class ClsagVerifyCommand implements Callable<Integer> {
  private final Io io;

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "FILE", description = "JSON lines; - is standard input.")
  private String file = Input.STANDARD_INPUT;

  ClsagVerifyCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    try (Session session = new Session(io, common).requireDevice();
        Input input = Input.open(io, file);
        var judging = new LineJudging<>(session, expected -> new ClsagLines())) {
      return judging.run(Quoting.name(file), input) == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
