package dev.twinloop.cli.lines;

import dev.twinloop.cli.Pipeline;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.LineReader;
import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonObject;
import dev.twinloop.cli.json.JsonText;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Answers the lines of a stream, in order. The next batch is read and parsed while the last one is
 * computed; memory does not depend on the length of the stream.
 *
 * @param <R> what judging a batch yields
 */
public final class LineJudging<R> implements AutoCloseable {
  private static final int MOST_COMPLAINTS = 20;
  private static final int FIRST_ITEMS = 1 << 10;

  /** Bytes of messages after which a batch goes: with a line more, two batches of them are held. */
  public static final int MOST_MESSAGE_BYTES = 32 << 20;

  private final Session session;
  private final Pipeline<R> pipeline;
  private Answers answers = new Answers();
  private LineBatch<R> batch;
  private LineBatch<R> other;
  private long unjudged;

  /**
   * Prepares for one stream.
   *
   * @param batches makes an empty batch that expects the given number of items
   */
  public LineJudging(Session session, LongFunction<LineBatch<R>> batches) {
    this.session = session;
    this.batch = batches.apply(FIRST_ITEMS);
    this.other = batches.apply(FIRST_ITEMS);
    this.pipeline = new Pipeline<>(session);
  }

  /**
   * Judges a stream.
   *
   * @param name for messages
   * @return how many lines could not be judged
   */
  public long run(String name, Input in) throws IOException {
    LineReader lines = new LineReader(in);
    long total = in.size();
    while (lines.next()) {
      take(name, lines);
      if (answers.full() || batch.bytes() >= MOST_MESSAGE_BYTES) {
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

  /** Judges a line; one of white space alone is passed over. */
  private void take(String name, LineReader lines) {
    int from = lines.fromBehindMark();
    if (!lines.tooLong() && JsonText.isBlank(lines.buffer(), from, lines.to())) {
      return;
    }
    byte[] id = Answers.NO_ID;
    try {
      if (lines.tooLong()) {
        throw new JsonException("the line is longer than " + LineReader.MAX_BYTES + " bytes");
      }
      JsonObject line = JsonObject.parse(lines.buffer(), from, lines.to());
      id = line.verbatim("id").orElseThrow(() -> new JsonException("id is missing"));
      Optional<String> problem = batch.add(line);
      if (problem.isPresent()) {
        answers.addKnown(id, batch.refusal(problem.get()));
      } else {
        answers.add(id);
      }
    } catch (JsonException e) {
      String reason = "line " + lines.number() + ": " + e.getMessage();
      if (unjudged++ < MOST_COMPLAINTS) {
        complain(name + ": " + reason);
      }
      answers.addKnown(id, batch.refusal("not judged: " + reason));
    }
  }

  private void complain(String text) {
    session.progress().clear();
    session.io().complain(text);
  }

  private void submit() throws IOException {
    Answers full = answers;
    LineBatch<R> items = batch;
    answers = new Answers();
    if (items.count() == 0) {
      pipeline.finish();
      full.write(session.io().out(), LineJudging::noItem);
    } else {
      pipeline.submit(
          () -> items.start(session),
          result -> full.write(session.io().out(), i -> items.answer(result, i)));
      batch = other; // its judging has finished: the pipeline has one under way
      batch.clear();
      other = items;
    }
  }

  private static byte[] noItem(int index) {
    throw new IllegalStateException("batch: item=" + index + ", accepted: none");
  }

  @Override
  public void close() {
    pipeline.abandon();
  }
}
