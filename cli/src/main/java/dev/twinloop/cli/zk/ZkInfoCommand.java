package dev.twinloop.cli.zk;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.Mapped;
import dev.twinloop.zk.format.FormatException;
import dev.twinloop.zk.format.JsonInput;
import dev.twinloop.zk.format.R1cs;
import dev.twinloop.zk.format.Wtns;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.format.Zkey.Points;
import dev.twinloop.zk.prove.KeyFigures;
import dev.twinloop.zk.prove.ProvingKey;
import dev.twinloop.zk.prove.ProvingKey.Trust;
import dev.twinloop.zk.verify.VerifyingKey;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code twinloop zk info}: what files hold. */
@Command(
    name = "info",
    description =
        "Say what .zkey, .wtns, .r1cs and JSON files hold, and what memory a proof takes. Of a"
            + " witness no value is shown.")
final class ZkInfoCommand extends ZkAction {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files.")
  private List<String> files = new ArrayList<>();

  ZkInfoCommand(Io io) {
    super(io);
  }

  @Override
  int run() throws IOException {
    for (String file : files) {
      try (Mapped mapped = new Mapped(io)) {
        describe(Input.shown(file), mapped.file(file, MOST_BYTES));
        mapped.requireUnchanged();
      }
    }
    return ExitCode.OK;
  }

  private void describe(String name, MemorySegment content) throws IOException {
    String magic =
        content.byteSize() < 4
            ? ""
            : new String(content.asSlice(0, 4).toArray(JAVA_BYTE), StandardCharsets.ISO_8859_1);
    io.line("file:          %s, %,d bytes".formatted(name, content.byteSize()));
    switch (magic) {
      case "zkey" -> key(Zkey.parse(name, content));
      case "wtns" -> {
        Wtns witness = Wtns.parse(name, content);
        io.line("kind:          witness, secret");
        io.line("curve:         " + witness.curve().jsonName());
        io.line("wires:         %,d".formatted(witness.wires()));
      }
      case "r1cs" -> circuit(R1cs.parse(name, content));
      default -> json(name, content);
    }
  }

  private void circuit(R1cs circuit) throws IOException {
    io.line("kind:          circuit (r1cs)");
    io.line("curve:         " + circuit.curve().jsonName());
    io.line("wires:         %,d, public %,d".formatted(circuit.wires(), circuit.publicSignals()));
    io.line("constraints:   %,d".formatted(circuit.constraints()));
  }

  private void key(Zkey zkey) throws IOException {
    try (ProvingKey key = ProvingKey.of(zkey, Trust.SKIP_POINTS)) {
      KeyFigures figures = KeyFigures.of(key);
      io.line("kind:          proving key (Groth16); points not checked here");
      io.line("curve:         " + zkey.curve().jsonName());
      io.line("wires:         %,d, public %,d".formatted(zkey.wires(), zkey.publicSignals()));
      io.line(
          "domain:        2^%d rows, %,d used, about %,d constraints"
              .formatted(
                  zkey.logDomain(),
                  figures.rowsUsed(),
                  Math.max(0, figures.rowsUsed() - zkey.publicSignals() - 1)));
      io.line(
          "coefficients:  %,d, %s%,d distinct values, %,d are 1 or -1, longest row %,d"
              .formatted(
                  zkey.coefficients(),
                  figures.distinct() == KeyFigures.MOST_DISTINCT ? "at least " : "",
                  figures.distinct(),
                  figures.ones(),
                  figures.longestRow()));
      io.line(
          "infinity:      A %,d, B %,d, C %,d"
              .formatted(
                  figures.infinities().get(Points.A),
                  figures.infinities().get(Points.B1),
                  figures.infinities().get(Points.C)));
      io.line(
          ("host memory:   %s mapped, %s for the open key, %s for a proof on the CPU; "
                  + "the JVM takes about 130 MiB besides")
              .formatted(
                  mib(zkey.file().byteSize()), mib(figures.keyBytes()), mib(figures.proofBytes())));
      io.line("device memory: " + device(figures.deviceBytes()));
    }
  }

  /** What a device needs: of all at once, of parts. */
  private static String device(List<Long> bytes) {
    StringBuilder text = new StringBuilder(mib(bytes.getFirst()) + " for all sums at once");
    for (int i = 1; i < bytes.size(); i++) {
      text.append("%s %s in %d parts".formatted(i == 1 ? ";" : ",", mib(bytes.get(i)), 1 << i));
    }
    return text + "; with less, a task a step. CUDA itself takes about 600 MiB besides";
  }

  private void json(String name, MemorySegment content) throws IOException {
    byte[] bytes = json(content, name);
    boolean[] key = new boolean[1];
    boolean[] proof = new boolean[1];
    try (JsonInput json = JsonInput.of(name, bytes)) {
      json.object(
          member -> {
            key[0] |= member.equals("IC");
            proof[0] |= member.equals("pi_a");
            return false;
          });
      json.end();
    } catch (FormatException e) {
      throw new FormatException(
          name + ": no zkey, wtns, r1cs, verification key or proof: " + e.getMessage(), e);
    }
    if (key[0]) {
      VerifyingKey verifying = VerifyingKey.parse(name, bytes);
      io.line("kind:          verification key (Groth16)");
      io.line("curve:         " + verifying.curve().jsonName());
      io.line("public:        %,d".formatted(verifying.publicSignals()));
    } else if (proof[0]) {
      io.line("kind:          proof (Groth16), not verified");
    } else {
      throw new FormatException(
          name + ": JSON, but neither a verification key (IC) nor a proof (pi_a)");
    }
  }

  private static String mib(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MiB", bytes / 0x1p20);
  }
}
