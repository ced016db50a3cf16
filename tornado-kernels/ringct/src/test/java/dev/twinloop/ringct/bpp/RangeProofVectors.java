package dev.twinloop.ringct.bpp;

import dev.twinloop.kernel.Vectors;
import dev.twinloop.ringct.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A range proof of the vectors.
 *
 * @param comment what is special about it
 * @param proof the proof
 * @param valid the verdict
 */
public record RangeProofVectors(String comment, RangeProof proof, boolean valid) {
  /** 18 proofs, 4 valid. */
  public static List<RangeProofVectors> own() throws IOException {
    return read(Json.ownObjects("bulletproofs-plus-own.json"));
  }

  /** One proof of two outputs that is on the chain. */
  public static List<RangeProofVectors> real() throws IOException {
    return read(Json.objects(Vectors.file("ringct/real/bulletproofs-plus-real.json")));
  }

  private static List<RangeProofVectors> read(List<Map<String, Object>> vectors) {
    List<RangeProofVectors> all = new ArrayList<>();
    for (Map<String, Object> each : vectors) {
      RangeProof proof =
          new RangeProof(
              elements(each, "commitments"),
              new RangeProof.Points(element(each, "A"), element(each, "A1"), element(each, "B")),
              new RangeProof.Scalars(element(each, "r1"), element(each, "s1"), element(each, "d1")),
              elements(each, "L"),
              elements(each, "R"));
      boolean valid = Boolean.parseBoolean(Json.text(each, "valid"));
      all.add(new RangeProofVectors(Json.text(each, "comment"), proof, valid));
    }
    return all;
  }

  private static byte[] element(Map<String, Object> object, String name) {
    return HexFormat.of().parseHex(Json.text(object, name));
  }

  private static List<byte[]> elements(Map<String, Object> object, String name) {
    return Json.list(Json.member(object, name)).stream()
        .map(hex -> HexFormat.of().parseHex((String) hex))
        .toList();
  }
}
