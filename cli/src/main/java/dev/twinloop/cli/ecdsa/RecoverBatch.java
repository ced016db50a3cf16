package dev.twinloop.cli.ecdsa;

import dev.twinloop.cli.Pipeline;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonObject;
import dev.twinloop.cli.json.JsonText;
import dev.twinloop.cli.lines.LineBatch;
import dev.twinloop.cli.lines.LineFields;
import dev.twinloop.cli.lines.LineFields.InvalidException;
import dev.twinloop.kernel.ecdsa.RecoverableSignatures;
import dev.twinloop.kernel.ecdsa.RecoveredKeys;
import dev.twinloop.kernel.ecdsa.Recovery;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Signatures whose keys are to be recovered, from lines such as
 *
 * <pre>
 *   {"id":…, "hash":"hex" | "msg":"hex", "r":"hex", "s":"hex", "v":27}
 *   {"id":…, "hash":"hex" | "msg":"hex", "sig":"65 bytes of hex: r, s, v"}
 * </pre>
 *
 * <p>v is a JSON number of digits alone. Every such number is judged, however large: outside 0 to
 * 3, 27 and 28 no key is recovered.
 */
final class RecoverBatch implements LineBatch<RecoveredKeys> {
  private static final int WORD = 32;
  private static final HexFormat HEX = HexFormat.of();

  private final RecoverableSignatures items;

  RecoverBatch(long expected) {
    this.items = new RecoverableSignatures(expected);
  }

  @Override
  public Optional<String> add(JsonObject line) throws JsonException {
    boolean parts = line.has("r") || line.has("s") || line.has("v");
    if (parts == line.has("sig")) {
      throw new JsonException(
          parts ? "sig and r, s, v exclude each other" : "sig, or r, s and v, are missing");
    }
    if (parts) {
      LineFields.require(line, "r", "s");
    }
    String v = parts ? line.integer("v").orElseThrow(() -> new JsonException("v is missing")) : "";
    try {
      byte[] hash = LineFields.hash(line);
      byte[] signature = parts ? joined(line, v) : LineFields.hex(line, "sig");
      items.add(hash, signature);
      return Optional.empty();
    } catch (InvalidException e) {
      return Optional.of(e.problem());
    }
  }

  private static byte[] joined(JsonObject line, String v) throws JsonException, InvalidException {
    byte[] signature = new byte[2 * WORD + 1];
    place(line, "r", signature, WORD);
    place(line, "s", signature, 2 * WORD);
    int id = v.length() > 3 ? -1 : Integer.parseInt(v);
    if (id < 0 || id > 255) {
      throw new InvalidException(Recovery.ID_OUT_OF_RANGE.reason());
    }
    signature[2 * WORD] = (byte) id;
    return signature;
  }

  /** Writes a number of at most 32 bytes so that it ends before {@code end}. */
  private static void place(JsonObject line, String name, byte[] to, int end)
      throws JsonException, InvalidException {
    byte[] number = LineFields.number(line, name);
    if (number.length > WORD) {
      throw new InvalidException(name + " is longer than 32 bytes");
    }
    System.arraycopy(number, 0, to, end - number.length, number.length);
  }

  @Override
  public long count() {
    return items.count();
  }

  @Override
  public long bytes() {
    return 0; // a message is hashed when it is added
  }

  @Override
  public void clear() {
    items.clear();
  }

  @Override
  public Pipeline.Running<RecoveredKeys> start(Session session) {
    return Pipeline.start(session, items.recover());
  }

  @Override
  public byte[] answer(RecoveredKeys result, int index) {
    Optional<byte[]> key = result.publicKey(index);
    Optional<byte[]> address = result.address(index);
    return key.isPresent() && address.isPresent()
        ? (",\"pub\":\"04"
                + HEX.formatHex(key.get())
                + "\",\"address\":\"0x"
                + HEX.formatHex(address.get())
                + "\"")
            .getBytes(StandardCharsets.US_ASCII)
        : refusal(result.get(index).reason());
  }

  @Override
  public byte[] refusal(String reason) {
    return (",\"reason\":" + JsonText.quote(reason)).getBytes(StandardCharsets.UTF_8);
  }
}
