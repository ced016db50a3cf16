package dev.twinloop.cli.ed25519;

import dev.twinloop.cli.Pipeline;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonObject;
import dev.twinloop.cli.lines.Answer;
import dev.twinloop.cli.lines.LineBatch;
import dev.twinloop.cli.lines.LineFields;
import dev.twinloop.cli.lines.LineFields.InvalidException;
import dev.twinloop.kernel.eddsa.Rule;
import dev.twinloop.kernel.eddsa.SignedMessages;
import dev.twinloop.kernel.eddsa.Verdict;
import dev.twinloop.kernel.eddsa.Verdicts;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Signatures to verify, from lines such as
 *
 * <pre>
 *   {"id":…, "msg":"hex", "pub":"hex", "sig":"hex"}
 * </pre>
 *
 * <p>Members that it does not know are passed over.
 */
final class VerifyBatch implements LineBatch<Verdicts> {
  private static final Map<Verdict, byte[]> ANSWERS =
      Arrays.stream(Verdict.values())
          .collect(
              Collectors.toMap(
                  v -> v, v -> v.valid() ? Answer.valid() : Answer.invalid(v.reason())));

  private final Rule rule;
  private final SignedMessages items;

  VerifyBatch(Rule rule, long expected) {
    this.rule = rule;
    this.items = new SignedMessages(expected);
  }

  @Override
  public Optional<String> add(JsonObject line) throws JsonException {
    LineFields.require(line, "pub", "sig");
    boolean hex = line.has("hex");
    if (hex == line.has("msg")) {
      throw new JsonException(hex ? "msg and hex exclude each other" : "msg is missing");
    }
    try {
      byte[] message = LineFields.hex(line, hex ? "hex" : "msg");
      items.add(LineFields.hex(line, "pub"), message, LineFields.hex(line, "sig"));
      return Optional.empty();
    } catch (InvalidException e) {
      return Optional.of(e.problem());
    }
  }

  @Override
  public long count() {
    return items.count();
  }

  @Override
  public long bytes() {
    return items.messageBytes();
  }

  @Override
  public void clear() {
    items.clear();
  }

  @Override
  public Pipeline.Running<Verdicts> start(Session session) {
    return Pipeline.start(session, items.verify(rule));
  }

  @Override
  public byte[] answer(Verdicts result, int index) {
    return Objects.requireNonNull(ANSWERS.get(result.get(index)));
  }

  @Override
  public byte[] refusal(String reason) {
    return Answer.invalid(reason);
  }
}
