package dev.twinloop.cli.ecdsa;

import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonObject;
import dev.twinloop.kernel.ecdsa.SignatureFormat;
import dev.twinloop.kernel.ecdsa.SignedItems;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of the input.
 *
 * <pre>
 *   {"id":…, "hash":"hex" | "msg":"hex", "pub":"hex", "sig":"hex", "format":"der"|"p1363"}
 * </pre>
 *
 * <p>Members that it does not know are passed over.
 */
final class SignatureLine {
  private static final HexFormat HEX = HexFormat.of();

  private SignatureLine() {}

  /** A value that is not what its name promises: the item is invalid, and that is a judgement. */
  private static final class NotHexException extends Exception {
    private static final long serialVersionUID = 1;

    NotHexException(String name) {
      super(name + " is not hex");
    }
  }

  /**
   * Adds the signature of a line to others.
   *
   * @return why it is invalid, if that shows already; then nothing was added
   * @throws JsonException if the line does not say what to judge
   */
  static Optional<String> addTo(SignedItems items, JsonObject line) throws JsonException {
    require(line.has("id"), "id is missing");
    boolean hashed = line.has("hash");
    require(hashed || line.has("msg"), "hash or msg is missing");
    require(!hashed || !line.has("msg"), "hash and msg exclude each other");
    String signed = text(line, hashed ? "hash" : "msg");
    String key = text(line, "pub");
    String signature = text(line, "sig");
    SignatureFormat format = format(line);
    try {
      byte[] data = hex(hashed ? "hash" : "msg", signed);
      byte[] keyBytes = hex("pub", key);
      byte[] signatureBytes = hex("sig", signature);
      if (hashed) {
        items.add(data, keyBytes, signatureBytes, format);
      } else {
        items.addMessage(data, keyBytes, signatureBytes, format);
      }
      return Optional.empty();
    } catch (NotHexException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
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
    throw new JsonException("format: name=" + name.get() + ", accepted: der, p1363");
  }

  private static String text(JsonObject line, String name) throws JsonException {
    return line.text(name).orElseThrow(() -> new JsonException(name + " is missing"));
  }

  private static byte[] hex(String name, String digits) throws NotHexException {
    try {
      return HEX.parseHex(digits);
    } catch (IllegalArgumentException e) {
      throw new NotHexException(name);
    }
  }

  private static void require(boolean holds, String problem) throws JsonException {
    if (!holds) {
      throw new JsonException(problem);
    }
  }
}
