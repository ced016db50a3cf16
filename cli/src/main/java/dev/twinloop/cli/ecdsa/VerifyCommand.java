package dev.twinloop.cli.ecdsa;

import dev.twinloop.cli.CommonOptions;
import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.GroupName;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.Quoting;
import dev.twinloop.cli.lines.LineJudging;
import dev.twinloop.kernel.ecdsa.EcdsaBatch;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code twinloop ecdsa verify}: one verdict a line. */
@Command(
    name = "verify",
    description = {
      "Verify the ECDSA signatures of FILE, one JSON object a line:",
      "  {\"id\":…, \"hash\":\"hex\" | \"msg\":\"hex\", \"pub\":\"hex\", \"sig\":\"hex\","
          + " \"format\":\"der\"|\"p1363\"}",
      "hash is 32 bytes; a msg is hashed with SHA-256. pub is SEC 1, compressed or not. format is"
          + " der (strict, the default) or p1363 (r and s, 32 bytes each). id is any JSON value."
          + " Hex may have 0x before it.",
      "Prints one line each, in order, with the same id: {\"id\":…,\"valid\":true} or"
          + " {\"id\":…,\"valid\":false,\"reason\":\"…\"}.",
      "Exit status 0 if every line could be judged, whatever the verdict; 1 if one is not JSON or"
          + " lacks something: its answer says so in its place."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Io io;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--curve",
      required = true,
      paramLabel = "CURVE",
      converter = CurveName.class,
      completionCandidates = CurveName.class,
      description = "${COMPLETION-CANDIDATES}.")
  private Group curve = Groups.SECP256K1;

  @Option(names = "--low-s", description = "Refuse signatures whose s is above n/2 (BIP 62).")
  private boolean lowS;

  @Parameters(paramLabel = "FILE", description = "JSON lines; - is standard input.")
  private String file = Input.STANDARD_INPUT;

  VerifyCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    try (Session session = new Session(io, common).requireDevice();
        Input input = Input.open(io, file);
        var judging =
            new LineJudging<>(session, expected -> new VerifyBatch(curve, lowS, expected))) {
      return judging.run(Quoting.name(file), input) == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  /** Reads the name of a curve. */
  static final class CurveName extends GroupName {
    CurveName() {
      super(EcdsaBatch.curves());
    }
  }
}
