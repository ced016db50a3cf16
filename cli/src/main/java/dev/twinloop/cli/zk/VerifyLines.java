package dev.twinloop.cli.zk;

import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.LineReader;
import dev.twinloop.cli.json.JsonText;
import dev.twinloop.zk.format.FormatException;
import dev.twinloop.zk.format.JsonInput;
import dev.twinloop.zk.verify.Proof;
import dev.twinloop.zk.verify.PublicSignals;
import dev.twinloop.zk.verify.Statement;
import dev.twinloop.zk.verify.Verdict;
import dev.twinloop.zk.verify.Verifier;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies JSON lines, a batch at a time. */
final class VerifyLines {
  private static final int BATCH = 4096;

  /** What is read of a line may take 35 times its bytes. */
  private static final int BATCH_BYTES = 4 << 20;

  private final Io io;
  private final Verifier verifier;
  private final List<Line> batch = new ArrayList<>();
  private long bytes;
  private boolean allValid = true;

  VerifyLines(Io io, Verifier verifier) {
    this.io = io;
    this.verifier = verifier;
  }

  /**
   * One line.
   *
   * @param id as JSON
   * @param statement null if it could not be read
   * @param problem why it could not be read
   */
  private record Line(String id, @Nullable Statement statement, String problem) {}

  int run(String file) throws IOException {
    try (Input input = Input.open(io, file)) {
      LineReader reader = new LineReader(input);
      while (reader.next()) {
        if (LineText.isBlank(reader)) {
          continue;
        }
        batch.add(read(input.shown() + ":" + reader.number(), reader));
        bytes += reader.to() - reader.from();
        if (batch.size() == BATCH || bytes >= BATCH_BYTES) {
          judge();
        }
      }
    }
    judge();
    return allValid ? ExitCode.OK : ExitCode.FAILED;
  }

  private Line read(String name, LineReader reader) {
    String id = "null";
    try {
      byte[] line = LineText.bytes(name, reader);
      id = LineText.id(name, line);
      return new Line(id, statement(name, line), "");
    } catch (FormatException e) {
      return new Line(id, null, String.valueOf(e.getMessage()));
    }
  }

  private Statement statement(String name, byte[] line) {
    try (JsonInput json = JsonInput.of(name, line)) {
      Proof[] proof = new Proof[1];
      List<List<BigInteger>> signals = new ArrayList<>();
      json.object(
          member -> {
            switch (member) {
              case "proof" -> proof[0] = Proof.read(json, verifier.key().curve());
              case "public" -> signals.add(PublicSignals.read(json, verifier.key().curve()));
              default -> {
                return false;
              }
            }
            return true;
          });
      json.end();
      if (proof[0] == null || signals.isEmpty()) {
        throw new FormatException(
            name + ": " + (proof[0] == null ? "proof" : "public") + ": missing");
      }
      return new Statement(signals.getFirst(), proof[0]);
    }
  }

  private void judge() throws IOException {
    List<Statement> statements = new ArrayList<>();
    for (Line line : batch) {
      Statement statement = line.statement();
      if (statement != null) {
        statements.add(statement);
      }
    }
    List<Verdict> verdicts = verifier.verify(statements);
    int next = 0;
    for (Line line : batch) {
      Verdict verdict =
          line.statement() == null ? new Verdict.Refused(line.problem()) : verdicts.get(next++);
      allValid &= verdict.valid();
      io.line(text(line.id(), verdict));
    }
    batch.clear();
    bytes = 0;
  }

  private static String text(String id, Verdict verdict) {
    String reason =
        switch (verdict) {
          case Verdict.Valid _ -> "";
          case Verdict.Invalid _ -> ",\"reason\":\"INVALID\"";
          case Verdict.Refused refused -> ",\"reason\":" + JsonText.quote(refused.toString());
        };
    return "{\"id\":" + id + ",\"valid\":" + verdict.valid() + reason + "}";
  }
}
