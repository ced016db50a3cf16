package dev.twinloop.kernel.ecdsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.data.Malformed;
import dev.twinloop.kernel.ecdsa.kernels.Codes;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.task.ItemOracle;
import dev.twinloop.task.Task;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What signatures get of every engine: the verdicts of published vectors, of edges, of items that
 * are wrong in every way, and the keys that Bouncy Castle recovers. An engine's own test says how
 * it runs a task.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EcdsaContract {
  private static final long SEED = 20261124;
  private static final int ITEMS = 3000;
  private static final HexFormat HEX = HexFormat.of();

  private final Random random = new Random(SEED);

  /** Computes a task on the engine under test. */
  protected abstract <R> R run(Task<R> task);

  @Test
  void wycheproof() throws Exception {
    for (Map.Entry<String, SignatureFormat> file : PublishedSignatures.WYCHEPROOF.entrySet()) {
      boolean lowS = file.getKey().contains("bitcoin");
      PublishedSignatures vectors = PublishedSignatures.wycheproof(file.getKey(), file.getValue());
      assertEquals(List.of(), vectors.wrong(run(vectors.whole().verify(Groups.SECP256K1, lowS))));
      assertEquals(
          List.of(), vectors.wrong(run(vectors.compressed().verify(Groups.SECP256K1, lowS))));
    }
  }

  @Test
  void noble() throws Exception {
    PublishedSignatures vectors = PublishedSignatures.noble();
    assertEquals(List.of(), vectors.wrong(run(vectors.whole().verify(Groups.SECP256K1, true))));
  }

  @Test
  void rfc6979() throws Exception {
    PublishedSignatures vectors = PublishedSignatures.rfc6979();
    assertEquals(List.of(), vectors.wrong(run(vectors.whole().verify(Groups.P256, false))));
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ecdsa.EcdsaBatch#curves")
  void edges(Group curve) {
    SignedItems items = new SignedItems(512);
    List<Edges.Edge> edges = Edges.of(curve, random);
    edges.forEach(edge -> edge.addTo(items));
    oneMessage(items, curve);
    EcdsaBatch task = items.verify(curve, false);
    Verdicts verdicts = run(task);
    Recomputed oracle = new Recomputed(task);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      Edges.Edge edge = edges.get(i);
      assertEquals(edge.verdict().valid(), oracle.valid(i), "Bouncy Castle: " + edge.name());
      note(wrong, edge.name(), edge.verdict(), verdicts.get(i));
    }
    assertEquals(List.of(), wrong);
    assertTrue(edges.size() > 300, "edges: " + edges.size());
  }

  /** One item in a hundred is wrong, each in another way. */
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ecdsa.EcdsaBatch#curves")
  void onePercentWrongInEveryWay(Group curve) {
    List<Samples.Sample> samples = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      samples.add(Samples.sign(curve, random));
    }
    WrongWay[] ways = WrongWay.values();
    SignedItems items = new SignedItems(ITEMS);
    List<WrongWay> expected = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      WrongWay way = i % 100 == 37 ? ways[i / 100 % ways.length] : WrongWay.NONE;
      way.add(items, samples.get(i % samples.size()).copy(), curve, random);
      expected.add(way);
    }
    oneMessage(items, curve);
    Verdicts verdicts = run(items.verify(curve, true));
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      note(wrong, "item " + i, expected.get(i).verdict(), verdicts.get(i));
    }
    assertEquals(List.of(), wrong, "seed " + SEED);
  }

  /** Whatever a form holds that is none: no engine calls it valid, and no neighbour suffers. */
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ecdsa.EcdsaBatch#curves")
  void formsThatDoNotExistAreMalformed(Group curve) {
    int count = 300;
    SignedItems items = new SignedItems(count);
    List<Samples.Sample> samples = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      samples.add(Samples.sign(curve, random));
    }
    for (int i = 0; i < count; i++) {
      Samples.Sample sample = samples.get(i % samples.size());
      items.add(sample.hash(), sample.key(), sample.rs(), SignatureFormat.P1363);
    }
    oneMessage(items, curve);
    EcdsaBatch task = items.verify(curve, false);
    MemorySegment codes = Arena.ofAuto().allocate(4L * (count + 1));
    List<Verdict> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int code = (i % 3 != 1 ? 0 : i < 256 ? i : random.nextInt()) & ~Codes.MESSAGE;
      boolean known = KeyEncoding.ofCode(code).isPresent();
      codes.setAtIndex(ValueLayout.JAVA_INT, i, known ? 0 : code);
      expected.add(known ? Verdict.VALID : Verdict.MALFORMED_KEY);
    }
    codes.setAtIndex(ValueLayout.JAVA_INT, count, Codes.MESSAGE);
    ItemForms forms = ItemForms.ofCodes(codes, true, Malformed.NONE);
    Verdicts verdicts = run(task.withKeys(forms));
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      note(wrong, "form " + forms.code(i), expected.get(i), verdicts.get(i));
    }
    assertEquals(List.of(), wrong, "seed " + SEED);
  }

  /** Messages of 0 to 300 bytes and one long one, among hashes. */
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ecdsa.EcdsaBatch#curves")
  void messages(Group curve) {
    SignedItems items = new SignedItems(1);
    List<Verdict> expected = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      byte[] message = new byte[i == 149 ? 5000 : 2 * i];
      random.nextBytes(message);
      Samples.Sample sample = Samples.sign(curve, random, SignedItems.sha256(message));
      boolean given = i % 5 == 4;
      if (given) {
        items.add(sample.hash(), sample.key(), sample.rs(), SignatureFormat.P1363);
      } else {
        if (i % 7 == 6) {
          message[random.nextInt(message.length)] ^= 1;
        }
        items.addMessage(message, sample.key(), sample.rs(), SignatureFormat.P1363);
      }
      expected.add(!given && i % 7 == 6 ? Verdict.WRONG : Verdict.VALID);
    }
    Verdicts verdicts = run(items.verify(curve, true));
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      note(wrong, "item " + i, expected.get(i), verdicts.get(i));
    }
    assertEquals(List.of(), wrong, "seed " + SEED);
  }

  @Test
  void recoveredKeys() {
    RecoverableSignatures items = new RecoverableSignatures(64);
    for (int i = 0; i < 300; i++) {
      Samples.Sample sample = Samples.sign(Groups.SECP256K1, random);
      byte[] signature = java.util.Arrays.copyOf(sample.rs(), 65);
      signature[64] = (byte) (i % 4 == 3 ? 27 + i % 2 : i % 8);
      items.add(sample.hash(), signature);
    }
    EcdsaRecover task = items.recover();
    RecoveredKeys keys = run(task);
    ItemOracle<RecoveredKeys> oracle = RecoveredAgain.of(task);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < task.count(); i++) {
      Optional<String> problem = oracle.problem(i, keys);
      if (problem.isPresent()) {
        wrong.add("item " + i + ": " + problem.get());
      }
    }
    assertEquals(List.of(), wrong, "seed " + SEED);
    assertTrue(keys.validCount() > 100, "recovered: " + keys.validCount());
  }

  /** A message at the end, so that engines compile one program a curve for all these tests. */
  private static void oneMessage(SignedItems items, Group curve) {
    Supplier<byte[]> key = () -> Samples.publicKey(curve, java.math.BigInteger.ONE);
    byte[] rs = HEX.parseHex("01".repeat(64));
    items.addMessage(new byte[1 << 10], key.get(), rs, SignatureFormat.P1363);
  }

  private static void note(List<String> wrong, String name, Verdict expected, Verdict actual) {
    if (expected != actual) {
      wrong.add("%s: expected %s, got %s".formatted(name, expected, actual));
    }
  }
}
