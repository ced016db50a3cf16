package dev.twinloop.zk.verify;

import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.zk.format.FormatException;
import dev.twinloop.zk.format.JsonInput;
import dev.twinloop.zk.pairing.PairingCurve;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Groth16 proof. Its coordinates are below q; whether its points are on their curves and in their
 * groups is found out when it is verified.
 *
 * @param curve its curve
 * @param a pi_a
 * @param b pi_b
 * @param c pi_c
 */
public record Proof(PairingCurve curve, Point a, Point b, Point c) {
  public Proof {
    if (a.group() != curve.g1() || b.group() != curve.g2() || c.group() != curve.g1()) {
      throw new IllegalArgumentException(
          "proof: points on %s, %s, %s, accepted: all on %s"
              .formatted(a.group(), b.group(), c.group(), curve));
    }
  }

  /**
   * Reads a proof.json.
   *
   * @param name by which messages call it
   * @param curve the key's: what a proof without {@code curve}, as rapidsnark writes it, is on
   * @throws FormatException if it is no Groth16 proof on this curve
   */
  public static Proof parse(String name, byte[] content, PairingCurve curve) {
    try (JsonInput json = JsonInput.of(name, content)) {
      Proof proof = read(json, curve);
      json.end();
      return proof;
    }
  }

  /** Reads a proof that is a value within other JSON. */
  public static Proof read(JsonInput json, PairingCurve curve) {
    Members members = new Members();
    String at = json.place();
    json.object(
        member -> {
          switch (member) {
            case "pi_a" -> members.a = PointJson.readG1(json, curve);
            case "pi_b" -> members.b = PointJson.readG2(json, curve);
            case "pi_c" -> members.c = PointJson.readG1(json, curve);
            case "protocol" -> json.requireGroth16();
            case "curve" -> requireCurve(json, curve);
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Proof(
        curve,
        require(json, at, "pi_a", members.a),
        require(json, at, "pi_b", members.b),
        require(json, at, "pi_c", members.c));
  }

  private static void requireCurve(JsonInput json, PairingCurve curve) {
    String at = json.place();
    PairingCurve found = json.curve();
    if (found != curve) {
      throw json.refuse(
          at,
          "curve=\"%s\", accepted: %s, the key's".formatted(found.jsonName(), curve.jsonName()));
    }
  }

  static <T> T require(JsonInput json, String at, String member, @Nullable T value) {
    if (value == null) {
      throw json.refuse(at, member + ": missing");
    }
    return value;
  }

  /** As snarkjs writes it. */
  public String toJson() {
    StringBuilder json = new StringBuilder("{\n \"pi_a\": ");
    PointJson.write(json, PointJson.of(a), 1);
    PointJson.write(json.append(",\n \"pi_b\": "), PointJson.of(b), 1);
    PointJson.write(json.append(",\n \"pi_c\": "), PointJson.of(c), 1);
    return json.append(",\n \"protocol\": \"groth16\",\n \"curve\": \"")
        .append(curve.jsonName())
        .append("\"\n}")
        .toString();
  }

  /** The same on one line. */
  public String toJsonLine() {
    StringBuilder json = new StringBuilder("{\"pi_a\":");
    PointJson.writeCompact(json, PointJson.of(a));
    PointJson.writeCompact(json.append(",\"pi_b\":"), PointJson.of(b));
    PointJson.writeCompact(json.append(",\"pi_c\":"), PointJson.of(c));
    return json.append(",\"protocol\":\"groth16\",\"curve\":\"")
        .append(curve.jsonName())
        .append("\"}")
        .toString();
  }

  /** G2's coordinates exchanged, c1 for c0: Ethereum's order. */
  Proof swapped() {
    Point exchanged =
        new Point(
            b.group(), Element.of(b.x().c1(), b.x().c0()), Element.of(b.y().c1(), b.y().c0()));
    return new Proof(curve, a, exchanged, c);
  }

  private static final class Members {
    private @Nullable Point a;
    private @Nullable Point b;
    private @Nullable Point c;
  }

  /** Signals as snarkjs writes a public.json. */
  public static String publicJson(List<?> signals) {
    StringBuilder json = new StringBuilder();
    PointJson.write(json, signals, 0);
    return json.toString();
  }

  /** Signals on one line. */
  public static String publicJsonLine(List<?> signals) {
    StringBuilder json = new StringBuilder();
    PointJson.writeCompact(json, signals);
    return json.toString();
  }
}
