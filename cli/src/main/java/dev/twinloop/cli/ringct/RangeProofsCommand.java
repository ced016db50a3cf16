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

/** {@code twinloop ringct range-proofs}: one verdict a line. */
@Command(
    name = "range-proofs",
    description = {
      "Verify the range proofs (Bulletproofs+) of FILE, one JSON object a line:",
      "  {\"id\":…, \"commitments\":[\"hex\",…], \"A\":\"hex\", \"A1\":\"hex\", \"B\":\"hex\","
          + " \"r1\":\"hex\", \"s1\":\"hex\", \"d1\":\"hex\", \"L\":[\"hex\",…], \"R\":[\"hex\",…]}",
      "All values are 32 bytes as they stand on the chain: commitments as they are, other points"
          + " divided by 8. There are 1 to 16 commitments. id is any JSON value. Hex may have 0x"
          + " before it.",
      "Prints one line each, in order, with the same id: {\"id\":…,\"valid\":true} or"
          + " {\"id\":…,\"valid\":false,\"reason\":\"…\"}.",
      "Exit status 0 if every line could be judged, whatever the verdict; 1 if one is not JSON or"
          + " lacks something: its answer says so in its place."
    })
final class RangeProofsCommand implements Callable<Integer> {
  private final Io io;

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "FILE", description = "JSON lines; - is standard input.")
  private String file = Input.STANDARD_INPUT;

  RangeProofsCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    try (Session session = new Session(io, common).requireDevice();
        Input input = Input.open(io, file);
        var judging = new LineJudging<>(session, expected -> new RangeProofLines())) {
      return judging.run(Quoting.name(file), input) == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
