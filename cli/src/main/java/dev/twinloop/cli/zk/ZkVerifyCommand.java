package dev.twinloop.cli.zk;

import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.io.Input;
import dev.twinloop.zk.format.FormatException;
import dev.twinloop.zk.verify.Proof;
import dev.twinloop.zk.verify.PublicSignals;
import dev.twinloop.zk.verify.Statement;
import dev.twinloop.zk.verify.Verdict;
import dev.twinloop.zk.verify.Verifier;
import dev.twinloop.zk.verify.VerifyingKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code twinloop zk verify}. Needs no device. */
@Command(
    name = "verify",
    description = {
      "Verify proofs. Prints OK (exit status 0), INVALID or 'refused: why' (1).",
      "Refused is what is malformed: a number that is not below its modulus, a point that is not on"
          + " its curve or not in its group, signals that are too few or too many."
    })
final class ZkVerifyCommand extends ZkAction {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--vkey", paramLabel = "FILE", description = "The verification_key.json.")
  private @Nullable String vkey;

  @Option(
      names = "--lines",
      paramLabel = "FILE",
      description =
          "JSON lines instead, - for standard input: {\"id\":1,\"proof\":{…},\"public\":[…]}. Prints"
              + " {\"id\":1,\"valid\":true} or {\"id\":1,\"valid\":false,\"reason\":\"…\"} for each,"
              + " in their order.")
  private @Nullable String lines;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..3",
      description =
          "[verification_key.json] proof.json public.json; of the last two either may come first,"
              + " as snarkjs and rapidsnark have it.")
  private List<String> files = new ArrayList<>();

  ZkVerifyCommand(Io io) {
    super(io);
  }

  @Override
  int run() throws IOException {
    List<String> given = new ArrayList<>(files);
    String keyFile = vkey;
    if (keyFile == null && !given.isEmpty()) {
      keyFile = given.removeFirst();
    }
    if (keyFile == null || given.size() != (lines == null ? 2 : 0)) {
      throw new ParameterException(
          spec.commandLine(),
          "zk verify: accepted: --vkey KEY PROOF PUBLIC, or KEY PUBLIC PROOF, or --vkey KEY --lines"
              + " FILE");
    }
    if (lines != null) {
      VerifyingKey key = VerifyingKey.parse(Input.shown(keyFile), json(keyFile));
      return new VerifyLines(io, Verifier.of(key)).run(lines);
    }
    Verdict verdict = verdict(keyFile, given.get(0), given.get(1));
    io.line(verdict.toString());
    return verdict.valid() ? ExitCode.OK : ExitCode.FAILED;
  }

  private Verdict verdict(String keyFile, String first, String second) throws IOException {
    try {
      VerifyingKey key = VerifyingKey.parse(Input.shown(keyFile), json(keyFile));
      byte[] one = json(first);
      byte[] other = json(second);
      boolean proofFirst = isObject(one);
      byte[] proof = proofFirst ? one : other;
      byte[] signals = proofFirst ? other : one;
      String proofName = Input.shown(proofFirst ? first : second);
      String signalsName = Input.shown(proofFirst ? second : first);
      return Verifier.of(key)
          .verify(
              new Statement(
                  PublicSignals.parse(signalsName, signals, key.curve()),
                  Proof.parse(proofName, proof, key.curve())));
    } catch (FormatException e) {
      return new Verdict.Refused(String.valueOf(e.getMessage()));
    }
  }

  /** A proof is an object, signals are an array. */
  private static boolean isObject(byte[] json) {
    for (byte b : json) {
      if (b > ' ') {
        return b == '{';
      }
    }
    return false;
  }
}
