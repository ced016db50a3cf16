package dev.twinloop.cli.msm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.Run;
import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.kernel.edwards.EdwardsSum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code msm --curve ed25519}. */
class MsmEdwardsTest {
  private static final int COUNT = 90;
  private static final HexFormat HEX = HexFormat.of();

  @TempDir Path folder;

  private final Random random = new Random(20261129);
  private final List<EdwardsPoint> points = new ArrayList<>();
  private final List<BigInteger> scalars = new ArrayList<>();

  private EdwardsPoint sum() {
    points.add(EdwardsPoint.IDENTITY);
    scalars.add(BigInteger.TEN);
    points.add(EdwardsPoint.BASE);
    scalars.add(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
    while (points.size() < COUNT) {
      points.add(EdwardsPoint.baseTimes(EdwardsScalar.of(new BigInteger(256, random))));
      scalars.add(new BigInteger(256, random));
    }
    return EdwardsSum.of(scalars.stream().map(EdwardsScalar::of).toList(), points);
  }

  private static String coordinates(EdwardsPoint point) {
    return "%064x %064x".formatted(point.affineX(), point.affineY());
  }

  private String write(String name, List<String> hex) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String each : hex) {
      bytes.write(HEX.parseHex(each.replace(" ", "")));
    }
    return Files.write(folder.resolve(name), bytes.toByteArray()).toString();
  }

  private String scalarFile() throws IOException {
    return write("scalars", scalars.stream().map("%064x"::formatted).toList());
  }

  @Test
  void coordinatesAndEncodings() throws IOException {
    EdwardsPoint sum = sum();
    String file = scalarFile();
    String plain = write("plain", points.stream().map(MsmEdwardsTest::coordinates).toList());
    Run run = Run.of("msm", "--curve", "ed25519", "--points", plain, "--scalars", file);
    assertEquals(coordinates(sum) + "\n", run.out(), run.err());
    String encoded =
        write("encoded", points.stream().map(point -> HEX.formatHex(point.encode())).toList());
    Run run2 =
        Run.of("msm", "--curve", "ed25519", "--encoded", "--points", encoded, "--scalars", file);
    assertEquals(HEX.formatHex(sum.encode()) + "\n", run2.out(), run2.err());
  }

  @Test
  void jsonAndTheNeutralElement() throws IOException {
    String json =
        "{\"points\":[[\"0x%s],[\"0x%s]],\"scalars\":[1,\"0x%x\"]}"
            .formatted(
                coordinates(EdwardsPoint.BASE).replace(" ", "\",\"0x") + "\"",
                coordinates(EdwardsPoint.BASE).replace(" ", "\",\"0x") + "\"",
                EdwardsScalar.ORDER.subtract(BigInteger.ONE));
    Path file = Files.writeString(folder.resolve("json"), json);
    Run run = Run.of("msm", "--curve", "ed25519", "--input", file.toString());
    assertEquals("0".repeat(64) + " " + "0".repeat(63) + "1\n", run.out(), run.err());
  }

  @Test
  void badPointsAreNamed() throws IOException {
    sum();
    String file = scalarFile();
    List<String> all = new ArrayList<>(points.stream().map(MsmEdwardsTest::coordinates).toList());
    all.set(7, "0".repeat(64) + " " + "0".repeat(63) + "2");
    assertRefused("point 7 of ed25519: " + all.get(7) + " is not on the curve", all, file);
    all.set(7, "0".repeat(128));
    assertRefused("point 7 of ed25519", all, file);
    BigInteger p = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    all.set(7, "%064x%064x".formatted(p, BigInteger.ONE));
    assertRefused("point 7 of ed25519", all, file);
    BigInteger minusOne = p.subtract(BigInteger.ONE); // (0, -1) is of order 2
    all.set(7, "%064x%064x".formatted(BigInteger.ZERO, minusOne));
    String bad = "%064x %064x".formatted(BigInteger.ZERO, minusOne);
    assertRefused(
        "point 7 of ed25519: " + bad + " is on the curve but not in the subgroup", all, file);
  }

  @Test
  void encodingsAreForThisCurveAlone() {
    Run run = Run.of("msm", "--curve", "bn254", "--encoded", "--points", "a", "--scalars", "b");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("--encoded: accepted with --curve ed25519"), run.err());
  }

  private void assertRefused(String reason, List<String> all, String scalarFile)
      throws IOException {
    String file = write("bad", all);
    Run run = Run.of("msm", "--curve", "ed25519", "--points", file, "--scalars", scalarFile);
    assertEquals("", run.out());
    assertEquals(1, run.status());
    assertTrue(run.err().contains(reason), run.err());
  }
}
