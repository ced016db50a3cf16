package dev.twinloop.cli.ed25519;

import dev.twinloop.cli.CommonOptions;
import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.Quoting;
import dev.twinloop.cli.lines.LineJudging;
import dev.twinloop.kernel.eddsa.Rule;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code twinloop ed25519 verify}: one verdict a line. */
@Command(
    name = "verify",
    description = {
      "Verify the Ed25519 signatures of FILE, one JSON object a line:",
      "  {\"id\":…, \"msg\":\"hex\", \"pub\":\"hex\", \"sig\":\"hex\"}",
      "pub is 32 bytes, sig 64, as RFC 8032 encodes them; msg may also be called hex, or hold no"
          + " bytes. id is any JSON value. Hex may have 0x before it.",
      "Rules differ in what they accept at the edges. rfc8032: the equation without cofactor, as"
          + " the JDK, OpenSSL and Go have it; strict: nothing of small order either, as libsodium"
          + " and Solana; zip215: the equation times 8 and unreduced encodings, as Zcash and"
          + " CometBFT.",
      "Prints one line each, in order, with the same id: {\"id\":…,\"valid\":true} or"
          + " {\"id\":…,\"valid\":false,\"reason\":\"…\"}.",
      "Exit status 0 if every line could be judged, whatever the verdict; 1 if one is not JSON or"
          + " lacks something: its answer says so in its place."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Io io;

  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--rule",
      required = true,
      paramLabel = "RULE",
      converter = RuleName.class,
      completionCandidates = RuleName.class,
      description = "${COMPLETION-CANDIDATES}.")
  private Rule rule = Rule.RFC8032;

  @Parameters(paramLabel = "FILE", description = "JSON lines; - is standard input.")
  private String file = Input.STANDARD_INPUT;

  VerifyCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    try (Session session = new Session(io, common).requireDevice();
        Input input = Input.open(io, file);
        var judging = new LineJudging<>(session, expected -> new VerifyBatch(rule, expected))) {
      return judging.run(Quoting.name(file), input) == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  /** Reads the name of a rule. */
  static final class RuleName implements ITypeConverter<Rule>, Iterable<String> {
    @Override
    public Rule convert(String text) {
      if (!Rule.names().contains(text)) {
        throw new TypeConversionException(
            "name=" + text + ", accepted: " + String.join(", ", Rule.names()));
      }
      return Rule.of(text);
    }

    @Override
    public Iterator<String> iterator() {
      return Rule.names().iterator();
    }
  }
}
