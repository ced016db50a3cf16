package dev.twinloop.ringct.clsag;

import dev.twinloop.kernel.Vectors;
import dev.twinloop.ringct.Json;
import dev.twinloop.ringct.clsag.ClsagStatement.Member;
import dev.twinloop.ringct.clsag.ClsagStatement.Signature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The ring signatures of the vectors. */
public final class ClsagVectors {
  private static final HexFormat HEX = HexFormat.of();

  private ClsagVectors() {}

  /** One of them, with the verdict that it must get. */
  public record Case(String comment, boolean valid, ClsagStatement statement) {}

  /** Our own: 45, of which 15 are valid. */
  public static List<Case> own() throws IOException {
    return Json.ownObjects("clsag-own.json").stream().map(ClsagVectors::read).toList();
  }

  /** A valid one of 16 members. */
  public static ClsagStatement good() throws IOException {
    return own().stream()
        .filter(c -> c.valid() && c.statement().ring().size() == 16)
        .findFirst()
        .orElseThrow()
        .statement();
  }

  /** One that is on the chain. */
  public static Case real() throws IOException {
    return read(Json.objects(Vectors.file("ringct/real/clsag-real.json")).getFirst());
  }

  private static Case read(Map<String, Object> vector) {
    List<Member> ring = new ArrayList<>();
    for (Object member : Json.list(Json.member(vector, "ring"))) {
      List<Object> pair = Json.list(member);
      ring.add(new Member(hex(pair.get(0)), hex(pair.get(1))));
    }
    List<byte[]> s = Json.list(Json.member(vector, "s")).stream().map(ClsagVectors::hex).toList();
    ClsagStatement statement =
        new ClsagStatement(
            hex(Json.text(vector, "message")),
            ring,
            hex(Json.text(vector, "pseudoOut")),
            hex(Json.text(vector, "keyImage")),
            new Signature(s, hex(Json.text(vector, "c1")), hex(Json.text(vector, "D"))));
    return new Case(
        Json.text(vector, "comment"), Boolean.parseBoolean(Json.text(vector, "valid")), statement);
  }

  private static byte[] hex(Object text) {
    return HEX.parseHex((String) text);
  }
}
