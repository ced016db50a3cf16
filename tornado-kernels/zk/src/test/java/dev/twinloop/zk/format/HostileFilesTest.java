package dev.twinloop.zk.format;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.zk.Sets;
import dev.twinloop.zk.pairing.PairingCurve;
import dev.twinloop.zk.verify.Proof;
import dev.twinloop.zk.verify.PublicSignals;
import dev.twinloop.zk.verify.VerifyingKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damaged files end in a refusal or a result, never in another exception. */
class HostileFilesTest {
  private static final List<String> FILES =
      List.of(
          "bn254/multiplier/circuit.zkey",
          "bls12381/multiplier/circuit.zkey",
          "bn254/multiplier/witness.wtns",
          "bn254/unused/circuit.r1cs",
          "bn254/multiplier/verification_key.json",
          "bls12381/multiplier/proof.json",
          "bn254/edges/public.json");

  @Test
  void someThousandDamagedFiles() {
    long seed = 20261129;
    fuzz(new Random(seed), 3000, Long.MAX_VALUE, "seed " + seed);
  }

  @Test
  @Tag("slow")
  void fiveMinutesOfDamagedFiles() {
    long seed = System.nanoTime();
    long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    fuzz(new Random(seed), Integer.MAX_VALUE, end, "seed " + seed);
  }

  /** Once "enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow", as if the user could. */
  @Test
  void aProblemIsToldWithoutHintsToProgrammers() {
    for (String text : new String[] {"NaN", "+1", "-INF", "/**/{}"}) {
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      Exception refused =
          assertThrows(FormatException.class, () -> JsonInput.of("file", content).text());
      String told = String.valueOf(refused.getMessage());
      assertTrue(told.startsWith("file: byte ") && told.contains(": no JSON: "), told);
      assertFalse(told.contains("enable") || told.contains("Feature"), told);
    }
  }

  private static void fuzz(Random random, int rounds, long end, String seed) {
    List<byte[]> contents = FILES.stream().map(Sets::bytes).toList();
    int refused = 0;
    int done = 0;
    for (; done < rounds && System.nanoTime() - end < 0; done++) {
      int which = done % FILES.size();
      byte[] damaged = damage(contents.get(which).clone(), random);
      try {
        parse(FILES.get(which), damaged);
      } catch (FormatException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError(seed + ", round " + done + ", " + FILES.get(which), e);
      }
    }
    assertTrue(refused > done / 2, seed + ": refused " + refused + " of " + done);
  }

  private static byte[] damage(byte[] content, Random random) {
    byte[] result = content;
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(Math.min(result.length, random.nextBoolean() ? 128 : result.length));
      switch (random.nextInt(6)) {
        case 0 -> result[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> result[at] = (byte) random.nextInt();
        case 2 -> result[at] = (byte) 0xff;
        case 3 -> java.util.Arrays.fill(result, at, Math.min(result.length, at + 8), (byte) 0xff);
        case 4 -> result = java.util.Arrays.copyOf(result, Math.max(1, at));
        default -> {
          int from = random.nextInt(result.length);
          int length = Math.min(random.nextInt(64), result.length - Math.max(from, at));
          System.arraycopy(
              content.length == result.length ? content : result.clone(), from, result, at, length);
        }
      }
    }
    return result;
  }

  private static void parse(String file, byte[] content) {
    if (file.endsWith(".zkey")) {
      PointCheck.requireGroups(Zkey.parse("f", Sets.memory(content)));
    } else if (file.endsWith(".wtns")) {
      Wtns.parse("f", Sets.memory(content));
    } else if (file.endsWith(".r1cs")) {
      R1cs.parse("f", Sets.memory(content));
    } else if (file.endsWith("key.json")) {
      VerifyingKey.parse("f", content);
    } else if (file.endsWith("proof.json")) {
      Proof.parse("f", content, PairingCurve.BLS12_381);
    } else {
      PublicSignals.parse("f", content, PairingCurve.BN254);
    }
  }
}
