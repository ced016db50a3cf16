package dev.twinloop.cpu;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.data.Records;
import dev.twinloop.kernel.data.VerdictList;
import dev.twinloop.kernel.ecdsa.EcdsaBatch;
import dev.twinloop.kernel.ecdsa.EcdsaRecover;
import dev.twinloop.kernel.ecdsa.ItemForms;
import dev.twinloop.kernel.ecdsa.RecoveredKeys;
import dev.twinloop.kernel.eddsa.Ed25519Batch;
import dev.twinloop.kernel.eddsa.Rule;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.keccak.Keccak256Batch;
import dev.twinloop.kernel.merkle.Leaves;
import dev.twinloop.kernel.merkle.MerkleBuild;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.merkle.MerkleTree;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.msm.MsmSums;
import dev.twinloop.kernel.msm.ScalarPattern;
import dev.twinloop.kernel.msm.SquareBases;
import dev.twinloop.kernel.multiples.EdwardsMultiples;
import dev.twinloop.kernel.multiples.Factor;
import dev.twinloop.kernel.multiples.Multiples;
import dev.twinloop.kernel.ntt.Elements;
import dev.twinloop.kernel.ntt.Ntt;
import dev.twinloop.kernel.ntt.Pointwise;
import dev.twinloop.kernel.ntt.Transform;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.kernel.sha512.Sha512Batch;
import dev.twinloop.task.Task;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Every public task with memory of its caller, small, in ways that the test chooses. */
final class TaskCases {
  private static final HexFormat HEX = HexFormat.of();
  private static final Random RANDOM = new Random(20261130);

  /** Makes a task of memory; out is null where the task has none or allocates its own. */
  interface Maker {
    Task<?> make(List<MemorySegment> inputs, @Nullable MemorySegment out);
  }

  /**
   * A task.
   *
   * @param name for messages
   * @param inputs what its memory holds
   * @param outBytes what its results take of memory that the caller gives; 0 if it gives none
   * @param maker makes it
   */
  record Case(String name, List<byte[]> inputs, long outBytes, Maker maker) {}

  private TaskCases() {}

  /** Tasks of {@code items} items, or of the nearest number that a task accepts. */
  static List<Case> of(int items) {
    List<Case> all = new ArrayList<>();
    digests(all, items);
    trees(all, items);
    signatures(all, items);
    edwardsSignatures(all, items);
    sums(all, items);
    multiples(all, items);
    transforms(all, items);
    return all;
  }

  private static byte[] random(int bytes) {
    byte[] content = new byte[bytes];
    RANDOM.nextBytes(content);
    return content;
  }

  private static byte[] offsets(int items, int each) {
    long[] all =
        LongStream.rangeClosed(0, items).map(i -> i * each - (i == items ? 1 : 0)).toArray();
    return MemorySegment.ofArray(all).toArray(JAVA_BYTE);
  }

  private static void digests(List<Case> all, int items) {
    for (int bytes : new int[] {64, 5}) {
      byte[] data = random(items * bytes);
      all.add(
          new Case(
              "sha256 of " + bytes,
              List.of(data),
              32L * items,
              (in, out) ->
                  new Sha256Batch(new Records.Fixed(in.get(0), bytes, bytes, items), out)));
      all.add(
          new Case(
              "keccak of " + bytes,
              List.of(data),
              32L * items,
              (in, out) ->
                  new Keccak256Batch(new Records.Fixed(in.get(0), bytes, bytes, items), out)));
    }
    all.add(
        new Case(
            "sha-512 of 5",
            List.of(random(items * 5)),
            64L * items,
            (in, out) -> new Sha512Batch(new Records.Fixed(in.get(0), 5, 5, items), out)));
    List<byte[]> varying = List.of(random(items * 70), offsets(items, 70));
    all.add(
        new Case(
            "sha256, varying",
            varying,
            32L * items,
            (in, out) -> new Sha256Batch(new Records.Variable(in.get(0), in.get(1)), out)));
    all.add(
        new Case(
            "keccak, varying",
            varying,
            32L * items,
            (in, out) -> new Keccak256Batch(new Records.Variable(in.get(0), in.get(1)), out)));
  }

  private static void trees(List<Case> all, int items) {
    for (MerkleScheme scheme : MerkleScheme.values()) {
      for (int bytes : new int[] {32, 5, 64}) {
        all.add(
            new Case(
                "tree " + scheme + " of " + bytes,
                List.of(random(items * bytes)),
                0,
                (in, _) -> MerkleBuild.of(scheme, in.get(0), bytes)));
      }
      long[] offsets =
          LongStream.rangeClosed(0, items).map(i -> i * 7 - (i == items ? 1 : 0)).toArray();
      all.add(
          new Case(
              "tree " + scheme + ", varying",
              List.of(random(items * 7)),
              0,
              (in, _) -> new MerkleBuild(scheme, Leaves.varying(in.get(0), offsets))));
    }
  }

  /** RFC 6979, A.2.5, message "sample"; every third signature is spoilt. */
  private static void signatures(List<Case> all, int items) {
    String row =
        "af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf"
            + "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
            + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"
            + "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
            + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";
    byte[] rows = repeated(HEX.parseHex(row), items);
    for (int i = 2; i < items; i += 3) {
      rows[i * EcdsaBatch.ITEM_BYTES + 100] ^= 1;
    }
    byte[] prefixes = new byte[items];
    for (int i = 0; i < items; i++) {
      prefixes[i] = (byte) (i % 2 == 0 ? 4 : 3);
    }
    byte[] messages =
        repeated("sample".getBytes(java.nio.charset.StandardCharsets.US_ASCII), items);
    byte[] ends =
        MemorySegment.ofArray(LongStream.rangeClosed(0, items).map(i -> 6 * i).toArray())
            .toArray(JAVA_BYTE);
    all.add(
        new Case(
            "ecdsa",
            List.of(rows),
            0,
            (in, _) -> EcdsaBatch.packed(Groups.P256, in.get(0), items, false)));
    all.add(
        new Case(
            "ecdsa, prefixes",
            List.of(rows, prefixes),
            0,
            (in, _) ->
                EcdsaBatch.packed(Groups.P256, in.get(0), items, false)
                    .withKeys(ItemForms.ofPrefixes(in.get(1)))));
    all.add(
        new Case(
            "ecdsa, messages",
            List.of(rows, prefixes, messages, ends),
            0,
            (in, _) ->
                EcdsaBatch.packed(Groups.P256, in.get(0), items, true)
                    .withKeys(ItemForms.ofPrefixes(in.get(1)))
                    .of(new Records.Variable(in.get(2), in.get(3)))));
    String recoverable = // go-ethereum's first test of the ecrecover precompile
        "18c547e4f7b0f325ad1e56f57e26c745b09a3e503d86e00e5255ff7f715d3d1c"
            + "000000000000000000000000000000000000000000000000000000000000001c"
            + "73b1693892219d736caba55bdb67216e485557ea6b6af75f37096c9aa6a5a75f"
            + "eeb940b1d03b21e36b0e47e79769f095fe2ab855bd91e3a38756b7d75a9c4549";
    all.add(
        new Case(
            "recover",
            List.of(repeated(HEX.parseHex(recoverable), items)),
            0,
            (in, _) -> EcdsaRecover.packed(in.get(0), items)));
  }

  /** RFC 8032 7.1, test 3; every third signature is spoilt. */
  private static void edwardsSignatures(List<Case> all, int items) {
    String row =
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
            + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a";
    byte[] rows = repeated(HEX.parseHex(row), items);
    for (int i = 2; i < items; i += 3) {
      rows[i * Ed25519Batch.ITEM_BYTES + 70] ^= 1;
    }
    byte[] messages = repeated(HEX.parseHex("af82"), items);
    byte[] ends =
        MemorySegment.ofArray(LongStream.rangeClosed(0, items).map(i -> 2 * i).toArray())
            .toArray(JAVA_BYTE);
    all.add(
        new Case(
            "ed25519",
            List.of(rows, messages),
            0,
            (in, _) ->
                Ed25519Batch.packed(
                    in.get(0), new Records.Fixed(in.get(1), 2, 2, items), Rule.RFC8032)));
    all.add(
        new Case(
            "ed25519, varying",
            List.of(rows, messages, ends),
            0,
            (in, _) ->
                Ed25519Batch.packed(
                    in.get(0), new Records.Variable(in.get(1), in.get(2)), Rule.ZIP215)));
  }

  private static void sums(List<Case> all, int items) {
    for (Group curve : Msm.groups()) {
      byte[] points = SquareBases.of(curve, items, Arena.ofAuto()).points().toArray(JAVA_BYTE);
      byte[] scalars =
          ScalarPattern.UNIFORM.scalars(curve, items, Arena.ofAuto()).toArray(JAVA_BYTE);
      all.add(
          new Case(
              "msm " + curve,
              List.of(points, scalars),
              0,
              (in, _) -> Msm.of(Bases.validated(curve, "given", in.get(0)), in.get(1))));
    }
  }

  /** The base point, 8 times it, the neutral element and what is no point, in turn. */
  private static void multiples(List<Case> all, int items) {
    String[] points = {
      "58" + "66".repeat(31),
      "b4b937fca95b2f1e93e41e62fc3c78818ff38a66096fad6e7973e5c90006d321",
      "01" + "00".repeat(31),
      "02" + "00".repeat(31)
    };
    byte[] encodings = new byte[32 * items];
    for (int i = 0; i < items; i++) {
      System.arraycopy(HEX.parseHex(points[i % points.length]), 0, encodings, 32 * i, 32);
    }
    for (Factor factor : Factor.values()) {
      all.add(
          new Case(
              "multiples by " + factor,
              List.of(encodings),
              0,
              (in, _) -> EdwardsMultiples.of(factor, in.get(0))));
    }
  }

  private static void transforms(List<Case> all, int items) {
    for (Field field : Ntt.fields()) {
      byte[] a = elements(2 * items);
      byte[] b = elements(2 * items);
      all.add(
          new Case(
              "ntt " + field,
              List.of(a),
              a.length,
              (in, out) -> new Ntt(Transform.forward(field, 1), in.get(0), out)));
      all.add(
          new Case(
              "pointwise " + field,
              List.of(a, b),
              a.length,
              (in, out) -> {
                Pointwise task = Pointwise.multiply(field, in.get(0), in.get(1));
                return out == null ? task : task.into(out);
              }));
    }
  }

  private static byte[] elements(int count) {
    byte[] all = random(32 * count);
    for (int i = 0; i < count; i++) {
      all[32 * i] &= 0x0f;
    }
    return all;
  }

  private static byte[] repeated(byte[] one, int times) {
    byte[] all = new byte[one.length * times];
    IntStream.range(0, times)
        .forEach(i -> System.arraycopy(one, 0, all, i * one.length, one.length));
    return all;
  }

  /** A result in words that can be compared. */
  static String words(Object result) {
    return switch (result) {
      case Digests digests -> HEX.formatHex(digests.segment().toArray(JAVA_BYTE));
      case Elements elements -> HEX.formatHex(elements.segment().toArray(JAVA_BYTE));
      case MerkleTree tree -> tree.rootHex();
      case RecoveredKeys keys -> HEX.formatHex(keys.publicKeys().toArray(ValueLayout.JAVA_BYTE));
      case VerdictList<?> verdicts ->
          LongStream.range(0, verdicts.count()).mapToObj(verdicts::get).toList().toString();
      case Multiples multiples ->
          HEX.formatHex(multiples.encodings().toArray(JAVA_BYTE))
              + HEX.formatHex(multiples.images().toArray(JAVA_BYTE));
      case MsmSums sums -> sums.all().toString();
      default -> throw new AssertionError("result: " + Arrays.toString(new Object[] {result}));
    };
  }
}
