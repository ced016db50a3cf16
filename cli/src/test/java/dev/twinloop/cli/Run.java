package dev.twinloop.cli;

import dev.twinloop.cli.io.Names;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** One run of the command in this JVM. Bytes that are no text are as in {@link Names}. */
public record Run(int status, String out, String err) {
  public static Run of(String... args) {
    return withInput(new byte[0], args);
  }

  public static Run withInput(byte[] input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Io io =
        new Io(
            new ByteArrayInputStream(input),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    int status = Main.run(io, args);
    return new Run(status, Names.text(out.toByteArray()), Names.text(err.toByteArray()));
  }
}
