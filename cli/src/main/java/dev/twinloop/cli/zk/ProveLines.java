package dev.twinloop.cli.zk;

import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.LineReader;
import dev.twinloop.cli.io.Reason;
import dev.twinloop.cli.json.JsonText;
import dev.twinloop.zk.format.FormatException;
import dev.twinloop.zk.format.JsonInput;
import dev.twinloop.zk.prove.Proved;
import dev.twinloop.zk.prove.ProvingException;
import dev.twinloop.zk.verify.Proof;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** Makes a proof for each JSON line. */
final class ProveLines {
  private final Io io;
  private final Maker maker;

  /** Makes a proof of a witness file. */
  @FunctionalInterface
  interface Maker {
    Proved make(String witness) throws IOException;
  }

  ProveLines(Io io, Maker maker) {
    this.io = io;
    this.maker = maker;
  }

  int run(String file) throws IOException {
    boolean all = true;
    try (Input input = Input.open(io, file)) {
      LineReader reader = new LineReader(input);
      while (reader.next()) {
        if (LineText.isBlank(reader)) {
          continue;
        }
        all &= prove(input.shown() + ":" + reader.number(), reader);
        io.out().flush();
      }
    }
    return all ? ExitCode.OK : ExitCode.FAILED;
  }

  private boolean prove(String name, LineReader reader) throws IOException {
    String id = "null";
    String problem;
    try {
      byte[] line = LineText.bytes(name, reader);
      id = LineText.id(name, line);
      io.line(answer(id, maker.make(witness(name, line))));
      return true;
    } catch (ProvingException | IllegalArgumentException e) {
      problem = String.valueOf(e.getMessage());
    } catch (FileSystemException e) {
      problem = Input.shown(e.getFile()) + ": " + Reason.of(e);
    }
    io.line("{\"id\":%s,\"error\":%s}".formatted(id, JsonText.quote(problem)));
    return false;
  }

  private static String answer(String id, Proved proved) {
    return "{\"id\":%s,\"proof\":%s,\"public\":%s}"
        .formatted(id, proved.proof().toJsonLine(), Proof.publicJsonLine(proved.signals()));
  }

  private static String witness(String name, byte[] line) {
    String[] witness = new String[1];
    try (JsonInput json = JsonInput.of(name, line)) {
      json.object(
          member -> {
            if (!member.equals("witness")) {
              return false;
            }
            witness[0] = json.text();
            return true;
          });
      json.end();
    }
    if (witness[0] == null) {
      throw new FormatException(name + ": witness: missing");
    }
    return witness[0];
  }
}
