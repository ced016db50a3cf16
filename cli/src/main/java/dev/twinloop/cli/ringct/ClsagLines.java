package dev.twinloop.cli.ringct;

import dev.twinloop.cli.Pipeline;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonObject;
import dev.twinloop.cli.lines.Answer;
import dev.twinloop.cli.lines.LineBatch;
import dev.twinloop.cli.lines.LineFields.InvalidException;
import dev.twinloop.ringct.clsag.ClsagJudge;
import dev.twinloop.ringct.clsag.ClsagStatement;
import dev.twinloop.ringct.clsag.ClsagStatement.Member;
import dev.twinloop.ringct.clsag.ClsagStatement.Signature;
import dev.twinloop.ringct.clsag.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ring signatures to verify, from lines as {@link ClsagVerifyCommand} tells. */
final class ClsagLines implements LineBatch<List<Verdict>> {
  private static final int ELEMENT = 32;

  private final List<ClsagStatement> statements = new ArrayList<>();
  private long bytes;

  @Override
  public Optional<String> add(JsonObject line) throws JsonException {
    try {
      byte[] message = RingFields.hex(RingFields.require(line, "message"), "message");
      List<Member> ring = RingFields.ring(RingFields.require(line, "ring"), "ring");
      byte[] pseudo = RingFields.hex(RingFields.require(line, "pseudoOut"), "pseudoOut");
      byte[] image = RingFields.hex(RingFields.require(line, "keyImage"), "keyImage");
      byte[] c1 = RingFields.hex(RingFields.require(line, "c1"), "c1");
      byte[] d = RingFields.hex(RingFields.require(line, "D"), "D");
      List<byte[]> s = RingFields.hexes(RingFields.require(line, "s"), "s");
      ClsagStatement statement =
          new ClsagStatement(message, ring, pseudo, image, new Signature(s, c1, d));
      Verdict problem = statement.problem();
      if (!problem.valid()) {
        return Optional.of(problem.reason());
      }
      statements.add(statement);
      bytes += (long) ELEMENT * (5 + 3 * ring.size());
      return Optional.empty();
    } catch (InvalidException e) {
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
  public Pipeline.Running<List<Verdict>> start(Session session) {
    return Pipeline.start(session, ClsagJudge.workflow(statements));
  }

  @Override
  public byte[] answer(List<Verdict> result, int index) {
    Verdict verdict = result.get(index);
    return verdict.valid() ? Answer.valid() : Answer.invalid(verdict.reason());
  }

  @Override
  public byte[] refusal(String reason) {
    return Answer.invalid(reason);
  }
}
