package dev.twinloop.cli.lines;

import dev.twinloop.cli.Pipeline;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonObject;
import java.util.Optional;

/**
 * Items from lines, on their way to the scheduler.
 *
 * @param <R> what judging them yields
 */
public interface LineBatch<R> {
  /**
   * Adds the item of a line.
   *
   * @return why it is invalid, if that shows already; then nothing was added
   * @throws JsonException if the line does not say what to judge
   */
  Optional<String> add(JsonObject line) throws JsonException;

  /** How many items were added. */
  long count();

  /** How many bytes of messages it holds, beside a fixed number an item. */
  long bytes();

  /** Forgets all items and keeps the room, once their judging has finished. */
  void clear();

  /** Starts to judge them all; nothing is added afterwards until that has finished. */
  Pipeline.Running<R> start(Session session);

  /** What stands behind the id of item {@code index}: JSON members, a comma before each. */
  byte[] answer(R result, int index);

  /** What stands behind the id of an item that is invalid for some reason. */
  byte[] refusal(String reason);
}
