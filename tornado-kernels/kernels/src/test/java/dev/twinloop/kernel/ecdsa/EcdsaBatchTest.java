package dev.twinloop.kernel.ecdsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.data.Records;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EcdsaBatchTest {
  private static final long SEED = 20260702;

  private final Random random = new Random(SEED);

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ecdsa.EcdsaBatch#curves")
  void wrongInEveryWay(Group curve) {
    SignedItems items = new SignedItems(1);
    List<Verdict> expected = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      for (WrongWay way : WrongWay.values()) {
        Samples.Sample sample = Samples.sign(curve, random);
        way.add(items, sample, curve, random);
        expected.add(way.verdict());
      }
    }
    assertVerdicts(expected, SequentialRun.run(items.verify(curve, true), 1 << 8));
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ecdsa.EcdsaBatch#curves")
  void agreesWithBouncyCastle(Group curve) {
    differential(curve, 500);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ecdsa.EcdsaBatch#curves")
  void agreesWithBouncyCastleOnHundredThousand(Group curve) {
    differential(curve, 50_000);
  }

  /** Keys d G for small d make the ladder add a point to itself, or to its negative. */
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ecdsa.EcdsaBatch#curves")
  void smallMultiplesOfTheGenerator(Group curve) {
    BigInteger n = curve.order();
    SignedItems items = new SignedItems(64);
    List<Verdict> expected = new ArrayList<>();
    for (int d = -20; d <= 20; d++) {
      for (int k = 1; k <= 12 && d != 0; k++) {
        BigInteger key = BigInteger.valueOf(d).mod(n);
        BigInteger nonce = BigInteger.valueOf(k);
        BigInteger r =
            new BigInteger(1, Arrays.copyOfRange(Samples.publicKey(curve, nonce), 1, 33));
        BigInteger z = BigInteger.valueOf(7L * k - 7);
        BigInteger s = z.add(r.mod(n).multiply(key)).multiply(nonce.modInverse(n)).mod(n);
        add(items, curve, key, new BigInteger[] {z, r.mod(n), s});
        expected.add(Verdict.VALID);
        // u G + v Q = 0
        add(
            items,
            curve,
            key,
            new BigInteger[] {r.multiply(key).negate().mod(n), r.mod(n), z.add(BigInteger.TWO)});
        expected.add(Verdict.WRONG);
      }
    }
    assertVerdicts(expected, SequentialRun.run(items.verify(curve, false), 1 << 10));
  }

  @Test
  void checkFindsAFlippedVerdict() {
    SignedItems items = new SignedItems(4);
    for (int i = 0; i < 4; i++) {
      Samples.Sample sample = Samples.sign(Groups.P256, random);
      items.add(sample.hash(), Samples.compress(sample.key()), sample.rs(), SignatureFormat.P1363);
    }
    EcdsaBatch task = items.verify(Groups.P256, true);
    Verdicts verdicts = SequentialRun.run(task, 4);
    Slice slice = new Slice(0, 4);
    EcdsaVerify program = new EcdsaVerify(Groups.P256, 0);
    Sampler all = Sampler.exact(random, 4, 1);
    assertEquals(new CheckOutcome.Passed(4), program.check(task, slice, verdicts, all));
    verdicts.codes().setAtIndex(ValueLayout.JAVA_INT, 2, 1);
    assertEquals(3, verdicts.validCount());
    all = Sampler.exact(random, 4, 1);
    assertInstanceOf(CheckOutcome.Mismatch.class, program.check(task, slice, verdicts, all));
  }

  /** A form of 16 was once "malformed, verdict 0", and 0 is VALID. */
  @Test
  void encodingsThatDoNotExistCannotBeSaid() {
    for (int prefix = -128; prefix < 128; prefix++) {
      MemorySegment prefixes = MemorySegment.ofArray(new byte[] {4, 2, (byte) prefix, 3});
      if (prefix < 2 || prefix > 4) {
        IllegalArgumentException e =
            assertThrows(
                IllegalArgumentException.class, () -> ItemForms.ofPrefixes(prefixes), "" + prefix);
        String text = "index=2, prefix=0x%02x, accepted: 0x02".formatted(prefix & 0xff);
        assertTrue(e.toString().contains(text), e.toString());
      } else {
        assertEquals(prefix, ItemForms.ofPrefixes(prefixes).key(2).prefix());
      }
    }
  }

  @Test
  void prefixesAreCopied() {
    byte[] prefixes = {4, 2, 3};
    ItemForms forms = ItemForms.ofPrefixes(MemorySegment.ofArray(prefixes));
    prefixes[0] = 16;
    assertEquals(KeyEncoding.UNCOMPRESSED, forms.key(0));
    assertEquals(KeyEncoding.COMPRESSED_EVEN, forms.key(1));
    assertEquals(KeyEncoding.COMPRESSED_ODD, forms.key(2));
    assertThrows(IndexOutOfBoundsException.class, () -> forms.key(3));
  }

  /** Packed rows of compressed and whole keys, of hashes and of messages. */
  @Test
  void packedItemsWithEncodings() {
    int count = 9;
    MemorySegment data = Arena.ofAuto().allocate(160L * count);
    MemorySegment prefixes = MemorySegment.ofArray(new byte[count]);
    byte[][] messages = new byte[count][];
    for (int i = 0; i < count; i++) {
      messages[i] = new byte[] {(byte) i, 7};
      Samples.Sample sample = Samples.sign(Groups.P256, random, SignedItems.sha256(messages[i]));
      byte[] key = i % 2 == 0 ? sample.key() : Samples.compress(sample.key());
      MemorySegment row = data.asSlice(160L * i, 160);
      row.asSlice(0, 32).copyFrom(MemorySegment.ofArray(sample.hash()));
      row.asSlice(32, key.length - 1).copyFrom(MemorySegment.ofArray(key).asSlice(1));
      row.asSlice(96, 64).copyFrom(MemorySegment.ofArray(sample.rs()));
      prefixes.set(ValueLayout.JAVA_BYTE, i, key[0]);
    }
    EcdsaBatch batch =
        EcdsaBatch.packed(Groups.P256, data, count, false).withKeys(ItemForms.ofPrefixes(prefixes));
    assertEquals(count, SequentialRun.run(batch, 4).validCount());
    for (int i = 0; i < count; i++) {
      data.asSlice(160L * i, 32).fill((byte) 0xee); // idle where messages are given
    }
    assertEquals(0, SequentialRun.run(batch, 4).validCount());
    var signed = dev.twinloop.kernel.sha256.Sha256Batch.of(messages).messages();
    assertEquals(count, SequentialRun.run(batch.of(signed), 4).validCount());
    messages[3][1] ^= 1;
    signed = dev.twinloop.kernel.sha256.Sha256Batch.of(messages).messages();
    Verdicts verdicts = SequentialRun.run(batch.of(signed), 4);
    assertEquals(Verdict.WRONG, verdicts.get(3));
    assertEquals(count - 1, verdicts.validCount());
  }

  @Test
  void formsThatAskForMessagesNeedThem() {
    SignedItems items = new SignedItems(1);
    Samples.Sample sample = Samples.sign(Groups.P256, random);
    items.addMessage(new byte[3], sample.key(), sample.rs(), SignatureFormat.P1363);
    EcdsaBatch batch = items.verify(Groups.P256, false);
    assertThrows(
        IllegalArgumentException.class,
        () -> new EcdsaBatch(Groups.P256, batch.data(), batch.forms(), 1, false, null));
  }

  @Test
  void aClearedCollectionStartsAnew() {
    SignedItems items = new SignedItems(1);
    Samples.Sample sample = Samples.sign(Groups.P256, random);
    items.add(new byte[1], sample.key(), sample.rs(), SignatureFormat.P1363);
    items.addMessage(new byte[9], sample.key(), sample.rs(), SignatureFormat.P1363);
    assertEquals(9, items.messageBytes());
    items.clear();
    assertEquals(0, items.messageBytes());
    items.add(sample.hash(), sample.key(), sample.rs(), SignatureFormat.P1363);
    Verdicts verdicts = SequentialRun.run(items.verify(Groups.P256, false), 4);
    assertEquals(1, verdicts.count());
    assertEquals(Verdict.VALID, verdicts.get(0));
  }

  @Test
  void refusesTooLittleMemory() {
    MemorySegment data = Arena.ofAuto().allocate(160 * 3 + 159);
    assertEquals(3, EcdsaBatch.packed(Groups.P256, data, 3, false).items());
    for (long count : new long[] {-1, 0, 4}) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> EcdsaBatch.packed(Groups.P256, data, count, false));
      assertTrue(e.toString().contains("count=" + count), e.toString());
    }
    assertThrows(
        IllegalArgumentException.class,
        () ->
            EcdsaBatch.packed(Groups.P256, data, 3, false)
                .withKeys(ItemForms.ofPrefixes(MemorySegment.ofArray(new byte[] {4, 4}))));
    assertThrows(IllegalArgumentException.class, () -> new SignedItems(0));
    try (Arena confined = Arena.ofConfined()) {
      assertThrows(
          IllegalArgumentException.class,
          () -> EcdsaBatch.packed(Groups.P256, confined.allocate(160), 1, false));
    }
  }

  /** Bytes between one message and the next were hashed as part of the first. */
  @Test
  void gapsBetweenSignedMessagesAreNotHashed() {
    int count = 3;
    byte[] message = new byte[20];
    random.nextBytes(message);
    SignedItems items = new SignedItems(count);
    MemorySegment data = Arena.ofAuto().allocate(32 * (count - 1) + message.length);
    for (int i = 0; i < count; i++) {
      Samples.Sample sample = Samples.sign(Groups.P256, random, SignedItems.sha256(message));
      items.addMessage(message, sample.key(), sample.rs(), SignatureFormat.P1363);
      MemorySegment.copy(message, 0, data, ValueLayout.JAVA_BYTE, 32L * i, message.length);
    }
    EcdsaBatch packed = items.verify(Groups.P256, false);
    Records strided = new Records.Fixed(data, message.length, 32, count);
    Verdicts verdicts = SequentialRun.run(packed.of(strided), 2);
    assertEquals(count, verdicts.validCount());
  }

  private void differential(Group curve, int count) {
    SignedItems items = new SignedItems(count);
    Samples.Sample sample = Samples.sign(curve, random);
    for (int i = 0; i < count; i++) {
      if (i % 4 == 0) {
        sample = Samples.sign(curve, random);
      }
      Samples.Sample item = sample.copy();
      if (i % 3 == 1) {
        byte[] field = random.nextBoolean() ? item.hash() : item.rs();
        field[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
      }
      byte[] key = random.nextBoolean() ? item.key() : Samples.compress(item.key());
      boolean der = random.nextBoolean();
      items.add(
          item.hash(),
          key,
          der ? Samples.der(item.rs()) : item.rs(),
          der ? SignatureFormat.DER : SignatureFormat.P1363);
    }
    EcdsaBatch task = items.verify(curve, false);
    Verdicts verdicts = SequentialRun.run(task, 1 << 12);
    Recomputed oracle = new Recomputed(task);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (oracle.valid(i) != verdicts.valid(i)) {
        wrong.add("item " + i + ": " + verdicts.get(i));
      }
    }
    assertEquals(List.of(), wrong, "seed " + SEED);
    assertTrue(verdicts.validCount() >= count / 2, "valid: " + verdicts.validCount());
  }

  private static void add(SignedItems items, Group curve, BigInteger d, BigInteger[] zrs) {
    byte[] hash = new byte[32];
    byte[] rs = new byte[64];
    Samples.put(zrs[0], hash, 0);
    Samples.put(zrs[1], rs, 0);
    Samples.put(zrs[2], rs, 32);
    items.add(hash, Samples.publicKey(curve, d), rs, SignatureFormat.P1363);
  }

  private static void assertVerdicts(List<Verdict> expected, Verdicts actual) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      if (expected.get(i) != actual.get(i)) {
        wrong.add("item %d: expected %s, got %s".formatted(i, expected.get(i), actual.get(i)));
      }
    }
    assertEquals(List.of(), wrong, "seed " + SEED);
  }
}
