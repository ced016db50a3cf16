package dev.twinloop.kernel.eddsa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** Random signatures of which every hundredth is wrong, in each of all ways. */
final class ManySignatures {
  private static final int EACH = 100;
  private static final int CHUNK = 1000;

  private final List<SignedCase> cases;

  /**
   * The same in every run.
   *
   * @param count a multiple of 1,000
   */
  ManySignatures(int count, long seed) {
    SignedCase[] made = new SignedCase[count];
    IntStream.range(0, count / CHUNK)
        .parallel()
        .forEach(chunk -> make(made, chunk * CHUNK, new Random(seed + chunk)));
    cases = Arrays.asList(made);
  }

  private static void make(SignedCase[] made, int from, Random random) {
    WrongSignatures wrong = new WrongSignatures(random);
    for (int i = from; i < from + CHUNK; i++) {
      SignedCase good = SignedCase.random(random, i % 250);
      int way = i / EACH % WrongSignatures.WAYS;
      made[i] = isWrong(i) ? wrong.of(good, way) : good;
    }
  }

  private static boolean isWrong(int index) {
    return index % EACH == EACH - 1;
  }

  /** All of them as one task. */
  Ed25519Batch batch(Rule rule) {
    return SignedCase.batch(cases, rule);
  }

  /**
   * What of some verdicts is not what it should be: the host's of every item, and the textbook's of
   * those that were made wrong, and valid for the rest. Some lines at most.
   */
  List<String> wrong(Ed25519Batch task, Verdicts verdicts) {
    ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    IntStream.range(0, cases.size() / CHUNK)
        .parallel()
        .forEach(
            chunk -> {
              int from = chunk * CHUNK;
              Verdict[] host = new HostVerifier(task).verdicts(from, CHUNK);
              for (int i = 0; i < CHUNK; i++) {
                if (verdicts.get(from + i) != host[i]
                    || verdicts.valid(from + i) != expected(task.rule(), from + i)) {
                  wrong.add(
                      "%d, %s: host %s, actual %s"
                          .formatted(
                              from + i,
                              cases.get(from + i).name(),
                              host[i],
                              verdicts.get(from + i)));
                }
              }
            });
    return new ArrayList<>(wrong).subList(0, Math.min(wrong.size(), 20));
  }

  private boolean expected(Rule rule, int index) {
    SignedCase one = cases.get(index);
    return !isWrong(index) || Textbook.valid(rule, one.key(), one.message(), one.signature());
  }
}
