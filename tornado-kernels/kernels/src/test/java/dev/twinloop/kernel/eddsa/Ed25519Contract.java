package dev.twinloop.kernel.eddsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.data.Records;
import dev.twinloop.task.Task;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Ed25519 signatures get of every engine: the verdicts of published vectors under each rule,
 * and of signatures that are wrong in every way. An engine's own test says how it runs a task.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class Ed25519Contract {
  private static final long SEED = 20261129;

  private final Random random = new Random(SEED);

  /** Computes a task on the engine under test. */
  protected abstract <R> R run(Task<R> task);

  /** Every verdict is the textbook's, and its reason the host's. */
  private Verdicts judged(List<SignedCase> cases, Rule rule) {
    Ed25519Batch task = SignedCase.batch(cases, rule);
    Verdicts verdicts = run(task);
    assertEquals(cases.size(), verdicts.count());
    HostVerifier host = new HostVerifier(task);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      SignedCase one = cases.get(i);
      boolean valid = Textbook.valid(rule, one.key(), one.message(), one.signature());
      if (verdicts.valid(i) != valid || verdicts.get(i) != host.verdict(i)) {
        wrong.add(
            "%s: expected valid=%s, host %s, actual %s"
                .formatted(one.name(), valid, host.verdict(i), verdicts.get(i)));
      }
    }
    assertEquals(List.of(), wrong, rule.toString());
    return verdicts;
  }

  private static String pattern(Verdicts verdicts) {
    StringBuilder pattern = new StringBuilder();
    for (long i = 0; i < verdicts.count(); i++) {
      pattern.append(verdicts.valid(i) ? 'V' : 'X');
    }
    return pattern.toString();
  }

  /** The last test's R is not canonical ("-0"), which ZIP 215 accepts. */
  @ParameterizedTest
  @ValueSource(strings = {"rfc8032", "strict", "zip215"})
  void wycheproof(String rule) throws IOException {
    List<SignedCase> cases = SignedCase.wycheproof();
    assertEquals(151, cases.size());
    Verdicts verdicts = judged(cases, Rule.of(rule));
    for (int i = 0; i < 150; i++) {
      assertEquals(cases.get(i).name().endsWith(" valid"), verdicts.valid(i), cases.get(i).name());
    }
    assertEquals(rule.equals("zip215"), verdicts.valid(150));
  }

  @Test
  void edgesOfSpeccheck() throws IOException {
    for (String file : List.of("speccheck-cases.json", "noble-edge-cases.json")) {
      List<SignedCase> cases = SignedCase.speccheck(file);
      assertEquals("VVVVXXXXXXXX", pattern(judged(cases, Rule.RFC8032)));
      assertEquals("XXXVXXXXXXXX", pattern(judged(cases, Rule.STRICT)));
      assertEquals("VVVVVVXXXVVV", pattern(judged(cases, Rule.ZIP215)));
    }
  }

  @Test
  void pairsOfSmallOrder() throws IOException {
    List<SignedCase> cases = SignedCase.zip215();
    assertEquals(196, judged(cases, Rule.ZIP215).validCount());
    assertEquals(8, judged(cases, Rule.RFC8032).validCount());
    assertEquals(0, judged(cases, Rule.STRICT).validCount());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rfc8032", "strict", "zip215"})
  void messagesOfZeroTo199Bytes(String rule) throws IOException {
    assertEquals(200, judged(SignedCase.signInput(), Rule.of(rule)).validCount());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rfc8032", "strict", "zip215"})
  void wrongInEveryWay(String rule) {
    List<SignedCase> cases = new ArrayList<>();
    WrongSignatures wrong = new WrongSignatures(random);
    for (int i = 0; i < 5 * WrongSignatures.WAYS; i++) {
      SignedCase good = SignedCase.random(random, random.nextInt(400));
      cases.add(good);
      cases.add(wrong.of(good, i % WrongSignatures.WAYS));
    }
    Verdicts verdicts = judged(cases, Rule.of(rule));
    for (int i = 0; i < cases.size(); i += 2) {
      assertTrue(verdicts.valid(i), cases.get(i).name());
      boolean always = i / 2 % WrongSignatures.WAYS < WrongSignatures.ALWAYS;
      assertFalse(always && verdicts.valid(i + 1), cases.get(i + 1).name());
    }
  }

  /** Good ones come from Bouncy Castle; wrong ones are judged by the textbook as well. */
  @Test
  @Tag("slow")
  void aHundredThousandOfWhichOnePercentAreWrong() {
    ManySignatures many = new ManySignatures(100_000, SEED);
    for (String name : Rule.names()) {
      Ed25519Batch task = many.batch(Rule.of(name));
      assertEquals(List.of(), many.wrong(task, run(task)), name);
    }
  }

  @Test
  void everyRuleOfFiveFlags() throws IOException {
    List<SignedCase> cases = SignedCase.speccheck("speccheck-cases.json");
    List<SignedCase> small = SignedCase.zip215();
    for (int i = 0; i < small.size(); i += 9) {
      cases.add(small.get(i));
    }
    for (int bits = 0; bits < 32; bits++) {
      Rule rule =
          new Rule(
              (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0);
      judged(cases, rule);
    }
  }

  @Test
  void messagesLongerThanRecordsAmongMalformedItems() {
    List<SignedCase> cases = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      SignedCase good = SignedCase.random(random, i % 13 == 5 ? (1 << 20) + i : i);
      cases.add(i % 7 == 3 ? new WrongSignatures(random).of(good, 9) : good);
    }
    for (String rule : Rule.names()) {
      assertEquals(34, judged(cases, Rule.of(rule)).validCount(), rule);
    }
  }

  @Test
  void itemsInPackedMemory() {
    int count = 37;
    int length = 45;
    MemorySegment data = Arena.ofAuto().allocate(count * 96L, 64);
    MemorySegment messages = Arena.ofAuto().allocate((long) count * length, 64);
    for (int i = 0; i < count; i++) {
      SignedCase one = SignedCase.random(random, length);
      data.asSlice(i * 96L, 32).copyFrom(MemorySegment.ofArray(one.key()));
      data.asSlice(i * 96L + 32, 64).copyFrom(MemorySegment.ofArray(one.signature()));
      messages.asSlice((long) i * length, length).copyFrom(MemorySegment.ofArray(one.message()));
    }
    Records records = new Records.Fixed(messages, length, length, count);
    assertEquals(count, run(Ed25519Batch.packed(data, records, Rule.RFC8032)).validCount());
  }
}
