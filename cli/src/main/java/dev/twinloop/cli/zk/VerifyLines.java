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

  private final Io io;
  private final Verifier verifier;
  private final List<Line> batch = new ArrayList<>();
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
        batch.add(read(input.shown() + ":" + reader.number(), reader));
        if (batch.size() == BATCH) {
          judge();
        }
      }
    }
    judge();
    return allValid ? ExitCode.OK : ExitCode.FAILED;
  }

  private Line read(String name, LineReader reader) {
    String[] id = {"null"};
    try (JsonInput json = JsonInput.of(name, LineText.bytes(name, reader))) {
      Proof[] proof = new Proof[1];
      List<List<BigInteger>> signals = new ArrayList<>();
      json.object(
          member -> {
            switch (member) {
              case "id" -> id[0] = LineText.id(json);
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
        return new Line(
            id[0], null, name + ": " + (proof[0] == null ? "proof" : "public") + ": missing");
      }
      return new Line(id[0], new Statement(signals.getFirst(), proof[0]), "");
    } catch (FormatException e) {
      return new Line(id[0], null, String.valueOf(e.getMessage()));
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
