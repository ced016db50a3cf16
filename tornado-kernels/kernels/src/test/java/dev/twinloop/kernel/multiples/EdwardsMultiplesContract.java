package dev.twinloop.kernel.multiples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.kernel.Vectors;
import dev.twinloop.kernel.edwards.EdwardsImage;
import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.task.Task;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Multiples of points wherever they are computed, against host points. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EdwardsMultiplesContract {
  private static final HexFormat HEX = HexFormat.of();

  protected abstract <R> R run(Task<R> task);

  /** Points of every order, encodings that are none, unreduced ones and minus zero. */
  private static List<byte[]> encodings() {
    Random random = new Random(20261129);
    List<byte[]> all = new ArrayList<>();
    List<EdwardsPoint> small = EdwardsPoint.smallOrder();
    for (int i = 0; i < 24; i++) {
      EdwardsPoint point = EdwardsPoint.baseTimes(EdwardsScalar.of(new BigInteger(300, random)));
      all.add(point.encode());
      all.add(point.plus(small.get(i % small.size())).encode());
      all.add(small.get(i % small.size()).encode());
      byte[] any = new byte[32];
      random.nextBytes(any);
      all.add(any);
    }
    byte[] unreduced = HEX.parseHex("ff".repeat(31) + "7f");
    for (int low = 0xec; low < 0x100; low++) {
      byte[] bytes = unreduced.clone();
      bytes[0] = (byte) low;
      all.add(bytes);
    }
    all.add(HEX.parseHex("01" + "00".repeat(30) + "80"));
    all.add(HEX.parseHex("ec" + "ff".repeat(31)));
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfEncoding(Factor factor) {
    assertRight(factor, encodings());
  }

  /** Monero's own list: which encodings are points. */
  @Test
  void checkKey() throws Exception {
    List<byte[]> all = new ArrayList<>();
    List<Boolean> points = new ArrayList<>();
    for (String line :
        Files.readAllLines(Vectors.file("ringct/serai-monero/check_key_and_hash_to_ec.txt"))) {
      String[] words = line.split(" ");
      if (words[0].equals("check_key")) {
        all.add(HEX.parseHex(words[1]));
        points.add(Boolean.parseBoolean(words[2]));
      }
    }
    Multiples result = run(EdwardsMultiples.of(Factor.ONE, memory(all)));
    List<Integer> wrong = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (result.found(i) != points.get(i)) {
        wrong.add(i);
      }
    }
    assertEquals(List.of(), wrong);
    assertRight(Factor.EIGHT, all);
    System.out.println(all.size() + " lines of check_key");
  }

  private void assertRight(Factor factor, List<byte[]> all) {
    Multiples result = run(EdwardsMultiples.of(factor, memory(all)));
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Optional<EdwardsPoint> expected =
          EdwardsPoint.decode(all.get(i), 0)
              .map(point -> point.times(EdwardsScalar.of(factor.value())));
      byte[] encoding = expected.map(EdwardsPoint::encode).orElse(new byte[32]);
      Point image = expected.map(EdwardsImage::of).orElse(Groups.ED25519.infinity());
      boolean right =
          result.found(i) == expected.isPresent()
              && HEX.formatHex(encoding).equals(HEX.formatHex(result.encoding(i)))
              && image.equals(
                  Point.read(Groups.ED25519, result.images(), (long) Multiples.IMAGE_BYTES * i));
      if (!right) {
        wrong.add(i + " " + HEX.formatHex(all.get(i)));
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static MemorySegment memory(List<byte[]> all) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    all.forEach(bytes::writeBytes);
    return MemorySegment.ofArray(bytes.toByteArray());
  }
}
