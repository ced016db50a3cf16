package dev.twinloop.cli.ntt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Run;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.ntt.Ntt;
import dev.twinloop.kernel.ntt.Order;
import dev.twinloop.kernel.ntt.Transform;
import dev.twinloop.scheduler.HybridScheduler;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NttCommandTest {
  private static final Field BN254 = Fields.BN254_SCALAR;

  @TempDir Path folder;

  private static List<Group> curves() {
    return Msm.groupsOverPrimeFields().stream()
        .filter(curve -> Ntt.fields().contains(curve.scalars()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("curves")
  void valuesOnACosetAndBack(Group curve) throws IOException {
    String name = curve.name();
    Field field = curve.scalars();
    List<BigInteger> numbers = numbers(field, 32);
    Path in = file("in", numbers);
    Path out = folder.resolve("out");
    Path back = folder.resolve("back");
    assertOk(ntt(name, "--coset", "0xB", "--out-order", "bit-reversed", in, out));
    List<BigInteger> values = read(out);
    BigInteger p = field.modulus();
    for (int i = 0; i < 32; i++) {
      int q = Integer.reverse(i) >>> 27;
      BigInteger point =
          field.rootOfUnity(5).modPow(BigInteger.valueOf(q), p).multiply(BigInteger.valueOf(11));
      BigInteger expected = BigInteger.ZERO;
      for (BigInteger a : numbers.reversed()) {
        expected = expected.multiply(point).add(a).mod(p);
      }
      assertEquals(expected, values.get(i), "value " + i);
    }
    assertOk(ntt(name, "--inverse", "--coset", "0Xb", "--in-order", "bit-reversed", out, back));
    assertArrayEquals(Files.readAllBytes(in), Files.readAllBytes(back));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(3, left.count(), "no other file is left");
    }
  }

  @Test
  void pipes() throws IOException {
    byte[] input = Files.readAllBytes(file("in", List.of(BigInteger.TEN, BigInteger.ZERO)));
    Run run = Run.withInput(input, "ntt", "--field", "bn254", "--no-progress", "-", "-");
    assertOk(run);
    assertEquals(("\0".repeat(31) + "\n").repeat(2), run.out());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0.03125", "31, 0.96875", "32, 1", "33, 1.03125", "96, 3", "1000, 31.25"})
  void sizesThatAreNoPowerOfTwoAreRefusedWithTheirSize(int bytes, String elements)
      throws IOException {
    Path in = folder.resolve("in");
    Files.write(in, new byte[bytes]);
    Path out = folder.resolve("out");
    Run run = ntt("bn254", in, out);
    assertEquals(ExitCode.FAILED, run.status());
    // Once "96 bytes, 3.0 elements".
    String size =
        ": %d bytes, %s elements, accepted: a power of two from 2".formatted(bytes, elements);
    assertTrue(run.err().contains(size), run.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void anElementThatIsTooLargeIsNamedAndOldOutputKept() throws IOException {
    Path in = file("in", List.of(BigInteger.ONE, BN254.modulus(), BigInteger.ONE, BigInteger.ONE));
    Path out = folder.resolve("out");
    Files.writeString(out, "old");
    Run run = ntt("bn254", in, out);
    assertEquals(ExitCode.FAILED, run.status());
    assertTrue(run.err().contains("index=1, value=0x" + BN254.modulus().toString(16)), run.err());
    assertEquals("old", Files.readString(out));
    assertOk(ntt("bls12-381", in, out));
  }

  @Test
  void misuseIsStatus2() throws IOException {
    Path in = file("in", List.of(BigInteger.ONE, BigInteger.TWO));
    Path out = folder.resolve("out");
    for (String coset : List.of("0", "xyz", BN254.modulus().toString(16), "1".repeat(65))) {
      assertEquals(ExitCode.USAGE, ntt("bn254", "--coset", coset, in, out).status(), coset);
    }
    assertEquals(ExitCode.USAGE, ntt("bn128", in, out).status());
    assertEquals(ExitCode.USAGE, ntt("bn254", "--in-order", "reversed", in, out).status());
    assertEquals(ExitCode.USAGE, Run.of("ntt", "a", "b").status());
    assertEquals(ExitCode.FAILED, ntt("bn254", folder.resolve("none"), out).status());
    assertFalse(Files.exists(out));
  }

  private static void assertOk(Run run) {
    assertEquals(ExitCode.OK, run.status(), run::err);
    assertEquals("", run.err());
  }

  private static Run ntt(String field, Object... arguments) {
    Stream<String> first = Stream.of("ntt", "--field", field, "--no-progress");
    return Run.of(
        Stream.concat(first, Stream.of(arguments).map(Object::toString)).toArray(String[]::new));
  }

  private Path file(String name, List<BigInteger> numbers) throws IOException {
    byte[] bytes = new byte[32 * numbers.size()];
    for (int i = 0; i < numbers.size(); i++) {
      byte[] number = numbers.get(i).toByteArray();
      System.arraycopy(number, 0, bytes, 32 * (i + 1) - number.length, number.length);
    }
    return Files.write(folder.resolve(name), bytes);
  }

  private static List<BigInteger> read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return IntStream.range(0, bytes.length / 32)
        .mapToObj(i -> new BigInteger(1, bytes, 32 * i, 32))
        .toList();
  }

  private static List<BigInteger> numbers(Field field, int count) {
    Random random = new Random(count);
    return Stream.generate(() -> new BigInteger(300, random).mod(field.modulus()))
        .limit(count)
        .toList();
  }

  /** Sizes that go by rows and columns, checked by the task that takes them whole. */
  @ParameterizedTest
  @CsvSource({
    "bls12-381,20,false,7,bit-reversed,natural",
    "bn254,20,true,11,natural,bit-reversed",
  })
  void largeTransformsAreWhatTheWholeOnesAre(
      String name, int logSize, boolean inverse, String coset, String in, String out)
      throws IOException {
    largeIsWhole(name, logSize, inverse, coset, in, out);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "bn254,20,false,1,natural,natural",
    "bn254,20,true,5,bit-reversed,bit-reversed",
    "bn254,21,true,11,natural,bit-reversed",
    "bn254,21,false,1,bit-reversed,bit-reversed",
    "pallas,22,false,3,natural,bit-reversed"
  })
  void largerTransformsAreWhatTheWholeOnesAre(
      String name, int logSize, boolean inverse, String coset, String in, String out)
      throws IOException {
    largeIsWhole(name, logSize, inverse, coset, in, out);
  }

  private void largeIsWhole(
      String name, int logSize, boolean inverse, String coset, String in, String out)
      throws IOException {
    Field field = name.equals("bn254") ? BN254 : Fields.BLS12_381_SCALAR;
    byte[] bytes = new byte[32 << logSize];
    new Random(logSize).nextBytes(bytes);
    for (int i = 0; i < bytes.length; i += 32) {
      bytes[i] &= 0x0f;
    }
    Path input = Files.write(folder.resolve("in"), bytes);
    Path output = folder.resolve("out");
    Stream<String> options = Stream.of("--coset", coset, "--in-order", in, "--out-order", out);
    Stream<String> direction = inverse ? Stream.of("--inverse") : Stream.of();
    assertOk(
        ntt(
            name,
            Stream.concat(Stream.concat(direction, options), Stream.of(input, output)).toArray()));
    Transform transform =
        new Transform(field, logSize, inverse, new BigInteger(coset, 16), order(in), order(out));
    try (HybridScheduler scheduler = HybridScheduler.open()) {
      var expected = scheduler.submit(Ntt.of(transform, MemorySegment.ofArray(bytes))).await();
      assertEquals(
          -1,
          expected.value().segment().mismatch(MemorySegment.ofArray(Files.readAllBytes(output))));
    }
  }

  private static Order order(String name) {
    return name.equals("natural") ? Order.NATURAL : Order.BIT_REVERSED;
  }

  @Test
  void aLargeTransformNamesTheElementThatIsTooLargeAndStatesItsMemory() throws IOException {
    byte[] bytes = new byte[32 << 20];
    byte[] prime = BN254.modulus().toByteArray();
    System.arraycopy(prime, 0, bytes, 32 * 77_777, 32);
    Path out = folder.resolve("out");
    Run run = ntt("bn254", "--verbose", Files.write(folder.resolve("in"), bytes), out);
    assertEquals(ExitCode.FAILED, run.status());
    assertTrue(
        run.err().contains("index=77777, value=0x" + BN254.modulus().toString(16)), run.err());
    assertTrue(run.err().contains("ntt: 1,048,576 elements need 41.5 MiB of memory; "), run.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    NttMemory need = new NttMemory(1 << 26, 3L << 30, 2L << 30);
    assertEquals(
        "ntt: 67,108,864 elements need 3,072.0 MiB of memory; 2,048.0 MiB are free; end other"
            + " programs or take a machine with more",
        assertThrows(DeviceException.OutOfMemory.class, need::require).getMessage());
    for (int logSize = 18; logSize <= Transform.MOST_LOG_SIZE; logSize++) {
      assertTrue(LargeTransform.memoryNeeded(logSize) < (32L << logSize) * 3 / 2);
    }
    new NttMemory(1, 2, 2).require();
  }
}
