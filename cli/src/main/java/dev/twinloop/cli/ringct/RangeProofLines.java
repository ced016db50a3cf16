package dev.twinloop.cli.ringct;

import dev.twinloop.cli.Pipeline;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonObject;
import dev.twinloop.cli.lines.Answer;
import dev.twinloop.cli.lines.LineBatch;
import dev.twinloop.cli.lines.LineFields.InvalidException;
import dev.twinloop.ringct.bpp.BulletproofPlusBatch;
import dev.twinloop.ringct.bpp.RangeProof;
import dev.twinloop.ringct.bpp.RangeVerdict;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Range proofs to verify, from lines as {@link RangeProofsCommand} tells. */
final class RangeProofLines implements LineBatch<List<RangeVerdict>> {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What an array takes beside its bytes. */
  private static final long OVERHEAD = 24;

  private final List<RangeProof> proofs = new ArrayList<>();
  private long bytes;

  @Override
  public Optional<String> add(JsonObject line) throws JsonException {
    try {
      RangeProof.Points points =
          new RangeProof.Points(element(line, "A"), element(line, "A1"), element(line, "B"));
      RangeProof.Scalars scalars =
          new RangeProof.Scalars(element(line, "r1"), element(line, "s1"), element(line, "d1"));
      RangeProof proof =
          new RangeProof(
              elements(line, "commitments"),
              points,
              scalars,
              elements(line, "L"),
              elements(line, "R"));
      proofs.add(proof);
      bytes += held(proof);
      return Optional.empty();
    } catch (InvalidException e) {
      return Optional.of(e.problem());
    }
  }

  /** Bytes that a proof takes: what is wrong with its lengths is told when it is judged. */
  private static long held(RangeProof proof) {
    RangeProof.Points points = proof.points();
    RangeProof.Scalars scalars = proof.scalars();
    return Stream.of(
            List.of(points.a(), points.a1(), points.b()),
            List.of(scalars.r1(), scalars.s1(), scalars.d1()),
            proof.commitments(),
            proof.left(),
            proof.right())
        .flatMap(List::stream)
        .mapToLong(element -> element.length + OVERHEAD)
        .sum();
  }

  private static byte[] element(JsonObject line, String name)
      throws JsonException, InvalidException {
    return RingFields.hex(RingFields.require(line, name), name);
  }

  private static List<byte[]> elements(JsonObject line, String name)
      throws JsonException, InvalidException {
    return RingFields.hexes(RingFields.require(line, name), name);
  }

  @Override
  public long count() {
    return proofs.size();
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void clear() {
    proofs.clear();
    bytes = 0;
  }

  @Override
  public Pipeline.Running<List<RangeVerdict>> start(Session session) {
    return Pipeline.start(session, new BulletproofPlusBatch(proofs).workflow(RANDOM));
  }

  @Override
  public byte[] answer(List<RangeVerdict> result, int index) {
    RangeVerdict verdict = result.get(index);
    return verdict.valid() ? Answer.valid() : Answer.invalid(verdict.reason());
  }

  @Override
  public byte[] refusal(String reason) {
    return Answer.invalid(reason);
  }
}
