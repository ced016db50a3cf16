package dev.twinloop.kernel.ecdsa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.ItemOracle;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.junit.jupiter.api.Test;

class EcdsaRecoverTest {
  private static final long SEED = 20261122;
  private static final Group CURVE = Groups.SECP256K1;
  private static final BigInteger N = CURVE.order();

  private final Random random = new Random(SEED);
  private final RecoverableSignatures items = new RecoverableSignatures(1);
  private final List<Recovery> expected = new ArrayList<>();

  /** One of both parities gives the signer's key, the other another key that verifies as well. */
  @Test
  void recoversTheSignersKeyAndItsAddress() {
    List<Samples.Sample> samples = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      Samples.Sample sample = Samples.sign(CURVE, random);
      samples.add(sample);
      items.add(sample.hash(), signature(sample.rs(), i % 2 == 0 ? 0 : 27));
      items.add(sample.hash(), signature(sample.rs(), i % 2 == 0 ? 1 : 28));
    }
    RecoveredKeys keys = SequentialRun.run(items.recover(), 128);
    assertEquals(300, keys.validCount());
    for (int i = 0; i < samples.size(); i++) {
      byte[] signer = Arrays.copyOfRange(samples.get(i).key(), 1, 65);
      byte[] even = keys.publicKey(2L * i).orElseThrow();
      byte[] odd = keys.publicKey(2L * i + 1).orElseThrow();
      assertTrue(Arrays.equals(signer, even) ^ Arrays.equals(signer, odd), "item " + i);
      assertTrue(verifies(samples.get(i), even) && verifies(samples.get(i), odd), "item " + i);
      assertArrayEquals(address(even), keys.address(2L * i).orElseThrow());
    }
    assertEquals(300 * 64, keys.publicKeys().byteSize());
    assertArrayEquals(
        keys.address(299).orElseThrow(),
        keys.addresses().asSlice(299 * 20).toArray(ValueLayout.JAVA_BYTE));
  }

  @Test
  void agreesWithBouncyCastleOnRandomNumbers() {
    for (int i = 0; i < 500; i++) {
      byte[] hash = new byte[32];
      byte[] rs = new byte[64];
      random.nextBytes(hash);
      random.nextBytes(rs);
      items.add(hash, signature(rs, random.nextInt(2)));
    }
    RecoveredKeys keys = agreed();
    assertTrue(keys.validCount() > 150 && keys.validCount() < 350, "seed " + SEED);
  }

  @Test
  void eachFailureHasItsReason() {
    BigInteger one = BigInteger.ONE;
    BigInteger all = BigInteger.TWO.pow(256).subtract(one);
    BigInteger gx = CURVE.generator().x().number();
    for (int round = 0; round < 10; round++) {
      add(Recovery.RECOVERED, gx, N.subtract(one), 0);
      add(Recovery.RECOVERED, gx, one, 28);
      add(Recovery.R_OUT_OF_RANGE, BigInteger.ZERO, one, 0);
      add(Recovery.R_OUT_OF_RANGE, N, one, 1);
      add(Recovery.R_OUT_OF_RANGE, all, all, 3);
      add(Recovery.S_OUT_OF_RANGE, gx, BigInteger.ZERO, 0);
      add(Recovery.S_OUT_OF_RANGE, gx, N, 27);
      add(Recovery.S_OUT_OF_RANGE, gx, all, 2);
      add(Recovery.X_OUT_OF_RANGE, gx, one, 2);
      add(Recovery.X_OUT_OF_RANGE, CURVE.field().modulus().subtract(N), one, 3);
      add(Recovery.NO_SUCH_POINT, BigInteger.valueOf(5), one, round & 1);
      for (int v : new int[] {4, 26, 29, 31, 128, 255}) {
        add(Recovery.ID_OUT_OF_RANGE, gx, one, v);
      }
      items.add(new byte[31], new byte[65]);
      expected.add(Recovery.MALFORMED_HASH);
      items.add(new byte[32], new byte[64]);
      expected.add(Recovery.MALFORMED_SIGNATURE);
    }
    assertOutcomes(agreed());
  }

  /** x = r + n: only r below p - n, about 2^128, leaves room for it. */
  @Test
  void bothCandidatesForASmallR() {
    BigInteger last = CURVE.field().modulus().subtract(N).subtract(BigInteger.ONE);
    int second = 0;
    for (int i = 1; i <= 60; i++) {
      BigInteger small = i % 2 == 0 ? BigInteger.valueOf(i) : last.subtract(BigInteger.valueOf(i));
      for (int v = 0; v < 4; v++) {
        boolean there = onCurve(v < 2 ? small : small.add(N));
        second += there && v > 1 ? 1 : 0;
        add(
            there ? Recovery.RECOVERED : Recovery.NO_SUCH_POINT,
            small,
            BigInteger.valueOf(i + 7L),
            v);
      }
    }
    assertTrue(second > 20, "items with x = r + n: " + second);
    assertOutcomes(agreed());
  }

  /** R = k G for small k makes the ladder add a point to itself or to its negative. */
  @Test
  void smallMultiplesOfTheGenerator() {
    for (int k = 1; k <= 12; k++) {
      byte[] point = Samples.publicKey(CURVE, BigInteger.valueOf(k));
      BigInteger r = new BigInteger(1, Arrays.copyOfRange(point, 1, 33));
      for (int z = -12; z <= 12; z++) {
        for (int s = 1; s <= 12; s++) {
          BigInteger hash = BigInteger.valueOf(z).mod(N);
          // the key is (s k - z) / r times G
          Recovery outcome = s * k == z ? Recovery.INFINITY : Recovery.RECOVERED;
          add(outcome, hash, new BigInteger[] {r, BigInteger.valueOf(s)}, point[64] & 1);
        }
        add(
            z == -k ? Recovery.INFINITY : Recovery.RECOVERED,
            BigInteger.valueOf(z).mod(N),
            new BigInteger[] {r, N.subtract(BigInteger.ONE)},
            point[64] & 1);
        BigInteger s = r.add(BigInteger.valueOf(z)).multiply(BigInteger.valueOf(k).modInverse(N));
        add(
            Recovery.RECOVERED,
            BigInteger.valueOf(z).mod(N),
            new BigInteger[] {r, s.mod(N)},
            point[64] & 1);
      }
    }
    assertOutcomes(agreed());
  }

  @Test
  void knownAnswers() {
    List<KnownAnswer<?>> all = new RecoverKnownAnswers().all();
    assertEquals(1, all.size());
    for (KnownAnswer<?> answer : all) {
      assertEquals(EcdsaRecover.TYPE, answer.type());
      assertEquals(Optional.empty(), problem(answer));
      EcdsaRecover task = (EcdsaRecover) answer.task();
      RecoveredKeys keys = SequentialRun.run(task, 64);
      for (int i = 0; i < 3; i++) {
        assertEquals(Optional.empty(), RecoveredAgain.of(task).problem(i, keys));
      }
    }
  }

  @Test
  void checkFindsOneWrongBit() {
    for (int i = 0; i < 4; i++) {
      Samples.Sample sample = Samples.sign(CURVE, random);
      items.add(sample.hash(), signature(sample.rs(), 1));
    }
    EcdsaRecover task = items.recover();
    List<Function<RecoveredKeys, MemorySegment>> columns =
        List.of(RecoveredKeys::keys, RecoveredKeys::allAddresses, RecoveredKeys::codes);
    for (Function<RecoveredKeys, MemorySegment> column : columns) {
      RecoveredKeys keys = SequentialRun.run(task, 4);
      assertEquals(new CheckOutcome.Passed(4), check(task, keys));
      MemorySegment memory = column.apply(keys);
      byte old = memory.get(ValueLayout.JAVA_BYTE, memory.byteSize() / 2);
      memory.set(ValueLayout.JAVA_BYTE, memory.byteSize() / 2, (byte) (old ^ 1));
      assertInstanceOf(CheckOutcome.Mismatch.class, check(task, keys));
    }
  }

  @Test
  void refusesTooLittleMemory() {
    MemorySegment data = Arena.ofAuto().allocate(128 * 3 + 127);
    assertEquals(3, EcdsaRecover.packed(data, 3).items());
    for (long count : new long[] {-1, 0, 4}) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> EcdsaRecover.packed(data, count));
      assertTrue(e.toString().contains("count=" + count), e.toString());
    }
    assertThrows(IllegalArgumentException.class, () -> new RecoverableSignatures(0));
    assertThrows(IllegalArgumentException.class, items::recover);
    try (Arena confined = Arena.ofConfined()) {
      assertThrows(
          IllegalArgumentException.class, () -> EcdsaRecover.packed(confined.allocate(128), 1));
    }
  }

  private CheckOutcome check(EcdsaRecover task, RecoveredKeys keys) {
    Sampler all = Sampler.exact(random, 4, 1);
    return new KeyRecovery().check(task, new Slice(0, 4), keys, all);
  }

  private static <R> Optional<String> problem(KnownAnswer<R> answer) {
    return answer.problem().apply(SequentialRun.run(answer.task(), 256));
  }

  private void add(Recovery outcome, BigInteger r, BigInteger s, int v) {
    add(outcome, new BigInteger(256, random), new BigInteger[] {r, s}, v);
  }

  private void add(Recovery outcome, BigInteger z, BigInteger[] signature, int v) {
    byte[] hash = new byte[32];
    byte[] rs = new byte[64];
    Samples.put(z, hash, 0);
    Samples.put(signature[0], rs, 0);
    Samples.put(signature[1], rs, 32);
    items.add(hash, signature(rs, v));
    expected.add(outcome);
  }

  /** The result of all items, none of which Bouncy Castle sees otherwise. */
  private RecoveredKeys agreed() {
    EcdsaRecover task = items.recover();
    RecoveredKeys keys = SequentialRun.run(task, 1 << 9);
    ItemOracle<RecoveredKeys> oracle = RecoveredAgain.of(task);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < task.count(); i++) {
      int item = i;
      oracle.problem(i, keys).ifPresent(text -> wrong.add("item " + item + ": " + text));
      if (!keys.get(i).recovered()) {
        byte[] key = keys.publicKeys().asSlice(64L * i, 64).toArray(ValueLayout.JAVA_BYTE);
        byte[] address = keys.addresses().asSlice(20L * i, 20).toArray(ValueLayout.JAVA_BYTE);
        assertArrayEquals(new byte[64], key);
        assertArrayEquals(new byte[20], address);
        assertEquals(Optional.empty(), keys.publicKey(i));
      }
    }
    assertEquals(List.of(), wrong, "seed " + SEED);
    return keys;
  }

  private void assertOutcomes(RecoveredKeys keys) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      if (expected.get(i) != keys.get(i)) {
        wrong.add("item %d: expected %s, got %s".formatted(i, expected.get(i), keys.get(i)));
      }
    }
    assertEquals(List.of(), wrong, "seed " + SEED);
    assertEquals(expected.size(), keys.count());
  }

  private static boolean onCurve(BigInteger x) {
    BigInteger p = CURVE.field().modulus();
    BigInteger cubic = x.pow(3).add(CURVE.curve().b().number()).mod(p);
    return cubic.modPow(p.shiftRight(1), p).equals(BigInteger.ONE);
  }

  private static byte[] signature(byte[] rs, int v) {
    byte[] signature = Arrays.copyOf(rs, 65);
    signature[64] = (byte) v;
    return signature;
  }

  private static boolean verifies(Samples.Sample sample, byte[] key) {
    byte[] encoded = new byte[65];
    encoded[0] = 4;
    System.arraycopy(key, 0, encoded, 1, 64);
    var domain = Samples.domain(CURVE);
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, new ECPublicKeyParameters(domain.getCurve().decodePoint(encoded), domain));
    return signer.verifySignature(
        sample.hash(),
        new BigInteger(1, Arrays.copyOf(sample.rs(), 32)),
        new BigInteger(1, Arrays.copyOfRange(sample.rs(), 32, 64)));
  }

  private static byte[] address(byte[] key) {
    KeccakDigest digest = new KeccakDigest(256);
    digest.update(key, 0, key.length);
    byte[] hash = new byte[32];
    digest.doFinal(hash, 0);
    return Arrays.copyOfRange(hash, 12, 32);
  }
}
