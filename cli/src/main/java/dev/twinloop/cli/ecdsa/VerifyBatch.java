package dev.twinloop.cli.ecdsa;

import dev.twinloop.cli.Pipeline;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonObject;
import dev.twinloop.cli.json.JsonText;
import dev.twinloop.cli.lines.Answer;
import dev.twinloop.cli.lines.LineBatch;
import dev.twinloop.cli.lines.LineFields;
import dev.twinloop.cli.lines.LineFields.InvalidException;
import dev.twinloop.kernel.ecdsa.SignatureFormat;
import dev.twinloop.kernel.ecdsa.SignedItems;
import dev.twinloop.kernel.ecdsa.Verdict;
import dev.twinloop.kernel.ecdsa.Verdicts;
import dev.twinloop.kernel.group.Group;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Signatures to verify, from lines such as
 *
 * <pre>
 *   {"id":…, "hash":"hex" | "msg":"hex", "pub":"hex", "sig":"hex", "format":"der"|"p1363"}
 * </pre>
 *
 * <p>Members that it does not know are passed over.
 */
final class VerifyBatch implements LineBatch<Verdicts> {
  private static final Map<Verdict, byte[]> ANSWERS =
      Arrays.stream(Verdict.values()).collect(Collectors.toMap(v -> v, VerifyBatch::words));

  private final Group curve;
  private final boolean lowS;
  private final SignedItems items;

  VerifyBatch(Group curve, boolean lowS, long expected) {
    this.curve = curve;
    this.lowS = lowS;
    this.items = new SignedItems(expected);
  }

  @Override
  public Optional<String> add(JsonObject line) throws JsonException {
    LineFields.require(line, "pub", "sig");
    SignatureFormat format = format(line);
    boolean hashed = LineFields.hashed(line);
    try {
      byte[] signed = LineFields.hex(line, hashed ? "hash" : "msg");
      byte[] key = LineFields.hex(line, "pub");
      byte[] signature = LineFields.hex(line, "sig");
      if (hashed) {
        items.add(signed, key, signature, format);
      } else {
        items.addMessage(signed, key, signature, format);
      }
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
    return Pipeline.start(session, items.verify(curve, lowS));
  }

  @Override
  public byte[] answer(Verdicts result, int index) {
    return Objects.requireNonNull(ANSWERS.get(result.get(index)));
  }

  @Override
  public byte[] refusal(String reason) {
    return Answer.invalid(reason);
  }

  private static byte[] words(Verdict verdict) {
    return verdict.valid() ? Answer.valid() : Answer.invalid(verdict.reason());
  }

  private static SignatureFormat format(JsonObject line) throws JsonException {
    Optional<String> name = line.text("format");
    if (name.isEmpty()) {
      return SignatureFormat.DER;
    }
    for (SignatureFormat format : SignatureFormat.values()) {
      if (format.name().toLowerCase(Locale.ROOT).equals(name.get())) {
        return format;
      }
    }
    throw new JsonException(
        "format: name=" + JsonText.shown(name.get()) + ", accepted: der, p1363");
  }
}
