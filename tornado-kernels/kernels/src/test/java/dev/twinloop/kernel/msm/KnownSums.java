package dev.twinloop.kernel.msm;

import dev.twinloop.kernel.Json;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Numbers;
import dev.twinloop.kernel.group.Point;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One case of {@code msm_known_sum.json}.
 *
 * @param group the curve
 * @param count how many points (i + 1)² G, with scalars from SHA-256
 * @param sum what they add up to
 */
record KnownSums(Group group, int count, Point sum) {
  /** All cases of the file. */
  static List<KnownSums> all() throws IOException, URISyntaxException {
    var file = Objects.requireNonNull(KnownSums.class.getResource("msm_known_sum.json"));
    Map<String, Object> root = Json.object(Json.read(Path.of(file.toURI())));
    return Json.objects(root, "cases").stream().map(KnownSums::of).toList();
  }

  private static KnownSums of(Map<String, Object> json) {
    Group group = Group.valueOf(Json.text(json, "curve").replace("_g1", "").replace('_', '-'));
    return new KnownSums(
        group,
        Integer.parseInt(Json.text(json, "n")),
        group.point(number(json, "x"), number(json, "y")));
  }

  private static BigInteger number(Map<String, Object> json, String name) {
    return new BigInteger(Json.text(json, name).substring(2), 16);
  }

  /** The scalars, 32 bytes each. */
  MemorySegment scalars() {
    MemorySegment scalars = MemorySegment.ofArray(new byte[count * Msm.SCALAR_BYTES]);
    String name = group.name().replace('-', '_') + "_g1";
    for (int i = 0; i < count; i++) {
      byte[] digest = sha256("msm:" + name + ":" + i);
      BigInteger scalar = new BigInteger(1, digest).mod(group.order());
      Numbers.write(scalar, scalars, (long) i * Msm.SCALAR_BYTES, Msm.SCALAR_BYTES);
    }
    return scalars;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
