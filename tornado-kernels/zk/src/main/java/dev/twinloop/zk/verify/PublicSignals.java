package dev.twinloop.zk.verify;

import dev.twinloop.zk.format.FormatException;
import dev.twinloop.zk.format.JsonInput;
import dev.twinloop.zk.pairing.PairingCurve;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads what a proof says of public wires: wires 1 to nPublic, each below r. */
public final class PublicSignals {
  private PublicSignals() {}

  /**
   * Reads a public.json.
   *
   * @param name by which messages call it
   * @throws FormatException if a signal is no number below r in canonical decimal digits
   */
  public static List<BigInteger> parse(String name, byte[] content, PairingCurve curve) {
    try (JsonInput json = JsonInput.of(name, content)) {
      List<BigInteger> signals = read(json, curve);
      json.end();
      return signals;
    }
  }

  /** Reads signals that are a value within other JSON; {@code null} means none. */
  public static List<BigInteger> read(JsonInput json, PairingCurve curve) {
    List<BigInteger> signals = new ArrayList<>();
    if (!json.isNull()) {
      json.array(() -> signals.add(json.number(curve.order(), "r")));
    }
    return List.copyOf(signals);
  }
}
