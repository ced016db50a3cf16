package dev.twinloop.cli.ecdsa;

import dev.twinloop.cli.Pipeline;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonObject;
import dev.twinloop.kernel.curve.Curve;
import dev.twinloop.kernel.ecdsa.SignedItems;
import dev.twinloop.kernel.ecdsa.Verdict;
import dev.twinloop.kernel.ecdsa.Verdicts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Judges the signatures of a stream of lines, in order. The next batch is read and parsed while the
 * last one is verified; memory does not depend on the length of the stream.
 */
final class Verification implements AutoCloseable {
  private static final int MOST_COMPLAINTS = 20;
  private static final int FIRST_ITEMS = 1 << 10;

  private final Session session;
  private final Curve curve;
  private final boolean lowS;
  private final Pipeline<Verdicts> pipeline;
  private final Map<Verdict, byte[]> words = new EnumMap<>(Verdict.class);
  private Answers answers = new Answers();
  private SignedItems items = new SignedItems(FIRST_ITEMS);
  private long unjudged;

  Verification(Session session, Curve curve, boolean lowS) {
    this.session = session;
    this.curve = curve;
    this.lowS = lowS;
    this.pipeline = new Pipeline<>(session);
    for (Verdict verdict : Verdict.values()) {
      words.put(
          verdict,
          verdict.valid()
              ? ",\"valid\":true".getBytes(StandardCharsets.US_ASCII)
              : Answers.invalid(verdict.reason()));
    }
  }

  /**
   * Judges a stream.
   *
   * @param name for messages
   * @return how many lines could not be judged
   */
  long run(String name, ReadableByteChannel in) throws IOException {
    LineReader lines = new LineReader(in);
    long total = in instanceof FileChannel file ? file.size() : 0;
    while (lines.next()) {
      take(name, lines);
      if (answers.full()) {
        session.progress().show(lines.bytes(), total, "bytes");
        submit();
      }
    }
    submit();
    pipeline.finish();
    if (unjudged > MOST_COMPLAINTS) {
      complain(name + ": " + unjudged + " lines in all could not be judged");
    }
    return unjudged;
  }

  private void take(String name, LineReader lines) {
    byte[] id = Answers.NO_ID;
    try {
      if (lines.tooLong()) {
        throw new JsonException("the line is longer than " + LineReader.MAX_BYTES + " bytes");
      }
      JsonObject line = JsonObject.parse(lines.buffer(), lines.from(), lines.to());
      id = line.verbatim("id").orElse(id);
      Optional<String> problem = SignatureLine.addTo(items, line);
      if (problem.isPresent()) {
        answers.addInvalid(id, problem.get());
      } else {
        answers.add(id);
      }
    } catch (JsonException e) {
      String reason = "line " + lines.number() + ": " + e.getMessage();
      if (unjudged++ < MOST_COMPLAINTS) {
        complain(name + ": " + reason);
      }
      answers.addInvalid(id, "not judged: " + reason);
    }
  }

  private void complain(String text) {
    session.progress().clear();
    session.io().complain(text);
  }

  private void submit() throws IOException {
    Answers batch = answers;
    answers = new Answers();
    if (items.count() == 0) {
      pipeline.finish();
      batch.write(session.io().out(), this::noItem);
      return;
    }
    SignedItems full = items;
    items = new SignedItems(full.count());
    pipeline.submit(
        full.verify(curve, lowS),
        verdicts -> batch.write(session.io().out(), i -> word(verdicts.get(i))));
  }

  private byte[] word(Verdict verdict) {
    return words.getOrDefault(verdict, new byte[0]);
  }

  private byte[] noItem(int index) {
    throw new IllegalStateException("batch: item=" + index + ", accepted: none");
  }

  @Override
  public void close() {
    pipeline.abandon();
  }
}
