package dev.twinloop.cli.ringct;

import dev.twinloop.cli.Pipeline;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonNode;
import dev.twinloop.cli.json.JsonObject;
import dev.twinloop.cli.lines.Answer;
import dev.twinloop.cli.lines.LineBatch;
import dev.twinloop.cli.lines.LineFields;
import dev.twinloop.cli.lines.LineFields.InvalidException;
import dev.twinloop.ringct.KeyImages;
import dev.twinloop.ringct.RingCtBatch;
import dev.twinloop.ringct.RingCtStatement;
import dev.twinloop.ringct.RingCtVerdict;
import dev.twinloop.ringct.clsag.ClsagStatement.Member;
import dev.twinloop.ringct.tx.Transaction;
import dev.twinloop.ringct.tx.TransactionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Transactions to verify, from lines as {@link RingCtVerifyCommand} tells. */
final class TransactionLines implements LineBatch<List<RingCtVerdict>> {
  private static final int MEMBER_BYTES = 64;

  /** What a ring takes beside its members: a line may have a million empty ones. */
  private static final int RING_BYTES = 64;

  private final KeyImages spent;
  private final List<RingCtStatement> statements = new ArrayList<>();
  private long bytes;

  /**
   * No lines yet.
   *
   * @param spent the key images of all batches; they are judged one after the other
   */
  TransactionLines(KeyImages spent) {
    this.spent = spent;
  }

  @Override
  public Optional<String> add(JsonObject line) throws JsonException {
    boolean hex = line.has("hex");
    if (hex == line.has("tx")) {
      throw new JsonException(hex ? "tx and hex exclude each other" : "tx is missing");
    }
    List<JsonNode> given = RingFields.require(line, "rings").elements("rings");
    try {
      byte[] blob = LineFields.hex(line, hex ? "hex" : "tx");
      List<List<Member>> rings = new ArrayList<>(given.size());
      for (JsonNode ring : given) {
        rings.add(RingFields.ring(ring, "rings[" + rings.size() + "]"));
      }
      Optional<String> odd = RingFields.oddLength(rings);
      if (odd.isPresent()) {
        return odd;
      }
      statements.add(new RingCtStatement(Transaction.parse(blob), rings));
      bytes += blob.length;
      for (List<Member> ring : rings) {
        bytes += RING_BYTES + (long) MEMBER_BYTES * ring.size();
      }
      return Optional.empty();
    } catch (InvalidException e) {
      return Optional.of(e.problem());
    } catch (TransactionException e) {
      return Optional.of(e.problem());
    }
  }

  @Override
  public long count() {
    return statements.size();
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void clear() {
    statements.clear();
    bytes = 0;
  }

  @Override
  public Pipeline.Running<List<RingCtVerdict>> start(Session session) {
    return Pipeline.start(session, new RingCtBatch(statements).workflow(spent));
  }

  @Override
  public byte[] answer(List<RingCtVerdict> result, int index) {
    RingCtVerdict verdict = result.get(index);
    return verdict.valid() ? Answer.valid() : Answer.invalid(verdict.reason());
  }

  @Override
  public byte[] refusal(String reason) {
    return Answer.invalid(reason);
  }
}
