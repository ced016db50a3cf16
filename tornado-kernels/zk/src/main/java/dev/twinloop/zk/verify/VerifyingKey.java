package dev.twinloop.zk.verify;

import dev.twinloop.kernel.group.Point;
import dev.twinloop.zk.format.FormatException;
import dev.twinloop.zk.format.JsonInput;
import dev.twinloop.zk.format.PointCheck;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.pairing.PairingCurve;
import dev.twinloop.zk.pairing.PairingGroups;
import dev.twinloop.zk.pairing.PrimeField;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What verifies the proofs of one circuit. All its points are on their curves and in their groups,
 * and but for IC's none is infinity: it is tested when it is made.
 *
 * @param curve its curve
 * @param alpha in G1
 * @param beta in G2
 * @param gamma in G2
 * @param delta in G2
 * @param ic one point more than there are public signals
 */
public record VerifyingKey(
    PairingCurve curve, Point alpha, Point beta, Point gamma, Point delta, List<Point> ic) {

  public VerifyingKey {
    ic = List.copyOf(ic);
    if (ic.isEmpty()) {
      throw new FormatException("verification key: IC of 0 points, accepted: 1 or more");
    }
    PairingGroups groups = new PairingGroups(curve);
    require(groups, "vk_alpha_1", alpha, false);
    require(groups, "vk_beta_2", beta, false);
    require(groups, "vk_gamma_2", gamma, false);
    require(groups, "vk_delta_2", delta, false);
    for (int i = 0; i < ic.size(); i++) {
      require(groups, "IC/" + i, ic.get(i), true);
    }
  }

  private static void require(PairingGroups groups, String name, Point p, boolean infinity) {
    if (p.isInfinity() && !infinity) {
      throw new FormatException(
          "verification key: " + name + ": infinity, accepted: another point");
    }
    String problem = MemberTest.problem(groups, p);
    if (problem != null) {
      throw new FormatException("verification key: " + name + ": " + problem);
    }
  }

  /** How many public signals a proof speaks of. */
  public int publicSignals() {
    return ic.size() - 1;
  }

  /** The key that belongs to a proving key. */
  public static VerifyingKey of(Zkey key) {
    PointCheck.requireHeader(key);
    PairingCurve curve = key.curve();
    PairingGroups groups = new PairingGroups(curve);
    List<Point> ic = new ArrayList<>();
    MemorySegment points = key.points(Zkey.Points.IC);
    int bytes = key.pointBytes(false);
    for (int i = 0; i <= key.publicSignals(); i++) {
      ic.add(groups.point1(limbs(curve, points.asSlice((long) i * bytes, bytes)), 0));
    }
    return new VerifyingKey(
        curve,
        groups.point1(limbs(curve, key.point(Zkey.HeaderPoint.ALPHA1)), 0),
        groups.point2(limbs(curve, key.point(Zkey.HeaderPoint.BETA2)), 0),
        groups.point2(limbs(curve, key.point(Zkey.HeaderPoint.GAMMA2)), 0),
        groups.point2(limbs(curve, key.point(Zkey.HeaderPoint.DELTA2)), 0),
        ic);
  }

  private static long[] limbs(PairingCurve curve, MemorySegment point) {
    PrimeField fp = curve.fp();
    long[] limbs = new long[(int) (point.byteSize() / 8)];
    for (int i = 0; i < limbs.length; i += fp.size()) {
      fp.loadWords(limbs, i, point, 8L * i);
    }
    return limbs;
  }

  /**
   * Reads a verification_key.json. Its {@code vk_alphabeta_12} is passed over: it follows from the
   * rest.
   *
   * @param name by which messages call it
   * @throws FormatException if it is no Groth16 key on a known curve, or a point is not in its
   *     group
   */
  public static VerifyingKey parse(String name, byte[] content) {
    PairingCurve curve;
    try (JsonInput json = JsonInput.of(name, content)) {
      curve = readCurve(json);
      json.end();
    }
    try (JsonInput json = JsonInput.of(name, content)) {
      return read(json, curve);
    }
  }

  private static PairingCurve readCurve(JsonInput json) {
    PairingCurve[] found = new PairingCurve[1];
    json.object(
        member -> {
          if (member.equals("curve")) {
            found[0] = json.curve();
          } else if (member.equals("protocol")) {
            json.requireGroth16();
          } else {
            return false;
          }
          return true;
        });
    return Proof.require(json, "/", "curve", found[0]);
  }

  private static VerifyingKey read(JsonInput json, PairingCurve curve) {
    Members members = new Members();
    json.object(
        member -> {
          switch (member) {
            case "nPublic" ->
                members.signals = json.number(BigInteger.ONE.shiftLeft(24), "2^24").intValue();
            case "vk_alpha_1" -> members.alpha = PointJson.readG1(json, curve);
            case "vk_beta_2" -> members.beta = PointJson.readG2(json, curve);
            case "vk_gamma_2" -> members.gamma = PointJson.readG2(json, curve);
            case "vk_delta_2" -> members.delta = PointJson.readG2(json, curve);
            case "IC" -> json.array(() -> members.ic.add(PointJson.readG1(json, curve)));
            default -> {
              return false;
            }
          }
          return true;
        });
    if (members.signals >= 0 && members.ic.size() != members.signals + 1) {
      throw json.refuse(
          "/IC",
          "%d points, accepted: nPublic + 1 = %d"
              .formatted(members.ic.size(), members.signals + 1));
    }
    return new VerifyingKey(
        curve,
        Proof.require(json, "/", "vk_alpha_1", members.alpha),
        Proof.require(json, "/", "vk_beta_2", members.beta),
        Proof.require(json, "/", "vk_gamma_2", members.gamma),
        Proof.require(json, "/", "vk_delta_2", members.delta),
        members.ic);
  }

  /** As snarkjs exports it, byte for byte. */
  public String toJson() {
    StringBuilder json =
        new StringBuilder("{\n \"protocol\": \"groth16\",\n \"curve\": \"")
            .append(curve.jsonName())
            .append("\",\n \"nPublic\": ")
            .append(publicSignals());
    PointJson.write(json.append(",\n \"vk_alpha_1\": "), PointJson.of(alpha), 1);
    PointJson.write(json.append(",\n \"vk_beta_2\": "), PointJson.of(beta), 1);
    PointJson.write(json.append(",\n \"vk_gamma_2\": "), PointJson.of(gamma), 1);
    PointJson.write(json.append(",\n \"vk_delta_2\": "), PointJson.of(delta), 1);
    PointJson.write(
        json.append(",\n \"vk_alphabeta_12\": "),
        dev.twinloop.zk.pairing.PairingValue.of(curve, alpha, beta).coefficients(),
        1);
    PointJson.write(
        json.append(",\n \"IC\": "), ic.stream().<Object>map(PointJson::of).toList(), 1);
    return json.append("\n}").toString();
  }

  private static final class Members {
    private int signals = -1;
    private @Nullable Point alpha;
    private @Nullable Point beta;
    private @Nullable Point gamma;
    private @Nullable Point delta;
    private final List<Point> ic = new ArrayList<>();
  }
}
