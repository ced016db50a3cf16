package dev.twinloop.zk.prove;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.task.Program;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.pairing.PairingCurve;
import dev.twinloop.zk.prove.ProvingKey.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * One proof on each curve, of 3 · 11 = 33 by the circuit {@code c <== a * b}: with given blinding
 * there is one proof, which an independent prover made too.
 */
public final class SumsKnownAnswers implements KnownAnswers {
  @Override
  public List<KnownAnswer<?>> all() {
    return List.of(
        answer(
            PairingCurve.BN254,
            new Known(
                "14509881266515223860515998819957731242998919622556156156870956202343453532711",
                "6052833364696128339986052110204525073570672857766758733149675833456916142286",
                "fc50aadd0abdac55d8e3eefd5be8109223acee8c343e0307fbdfeec5cd2639cd")),
        answer(
            PairingCurve.BLS12_381,
            new Known(
                "27480261328097621687453375454855813832236451359709320295803223915949758832773",
                "39675781767992620147472958905622058582617913745162827991546540810784118474618",
                "eef710a4e21fe4de8085c9df007fc4b20f5b8ef43043c838c66a88286c2c408c")));
  }

  @Override
  public List<KnownAnswer<?>> of(Program<?, ?> program) {
    return program instanceof SumsProgram ? KnownAnswers.super.of(program) : List.of();
  }

  /**
   * A proof that is known.
   *
   * @param r of the blinding
   * @param s of the blinding
   * @param digest SHA-256 of the proof's JSON
   */
  private record Known(String r, String s, String digest) {}

  private static KnownAnswer<SumsResult> answer(PairingCurve curve, Known known) {
    String name = "multiplier-" + curve.name().toLowerCase(Locale.ROOT).replace("_", "");
    MemorySegment file = resource(name + ".zkey");
    ProvingKey key = ProvingKey.of(Zkey.parse(name + ".zkey", file), Trust.SKIP_POINTS);
    Witness witness = Witness.of(name + ".wtns", resource(name + ".wtns"));
    return new KnownAnswer<>(
        new SumsTask(key, witness),
        result -> {
          String actual = digest(key, result.get(), known);
          return actual.equals(known.digest())
              ? Optional.empty()
              : Optional.of(
                  "zk prove: %s: expected=%s, actual=%s".formatted(name, known.digest(), actual));
        });
  }

  private static String digest(ProvingKey key, ProverSums sums, Known known) {
    try (Blinding blinding = Blinding.insecure(limbs(known.r()), limbs(known.s()))) {
      String proof = new ProofAssembly(key.zkey()).proof(sums, blinding).toJsonLine();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(proof.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private static long[] limbs(String number) {
    BigInteger value = new BigInteger(number);
    return LongStream.of(0, 64, 128, 192)
        .map(bit -> value.shiftRight((int) bit).longValue())
        .toArray();
  }

  private static MemorySegment resource(String name) {
    try (InputStream in = SumsKnownAnswers.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + ": missing");
      }
      byte[] bytes = in.readAllBytes();
      MemorySegment memory = Arena.ofAuto().allocate(bytes.length, 64);
      return memory.copyFrom(MemorySegment.ofArray(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
