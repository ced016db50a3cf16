package dev.twinloop.ringct.clsag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.ringct.clsag.ClsagStatement.Member;
import dev.twinloop.ringct.clsag.ClsagStatement.Signature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClsagVerifierTest {
  @Test
  void everyVectorGetsItsVerdict() throws Exception {
    List<String> wrong = new ArrayList<>();
    Map<Finding, Integer> found = new HashMap<>();
    for (ClsagVectors.Case each : ClsagVectors.own()) {
      Verdict verdict = ClsagVerifier.verify(each.statement());
      found.merge(verdict.finding(), 1, Integer::sum);
      if (verdict.valid() != each.valid()) {
        wrong.add(each.comment() + ": " + verdict);
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(15, found.get(Finding.VALID));
    assertEquals(13, found.size(), found.toString());
  }

  @Test
  void theOneOnTheChainIsValid() throws Exception {
    assertTrue(ClsagVerifier.verify(ClsagVectors.real().statement()).valid());
  }

  /** What no vector has; nobody can make a challenge of 0. */
  @Test
  void otherReasons() throws Exception {
    ClsagStatement good = ClsagVectors.good();
    byte[] two = new byte[32];
    two[0] = 2;
    Signature signature = good.signature();
    Signature noPoint = new Signature(signature.s(), signature.c1(), two);
    Signature shorter = new Signature(signature.s(), new byte[31], signature.d());
    assertEquals(Finding.D_NO_POINT, ClsagVerifier.verify(with(good, noPoint)).finding());
    assertEquals(Finding.LENGTH, ClsagVerifier.verify(with(good, shorter)).finding());
    assertEquals("member 7: s is not below l", new Verdict(Finding.S_NOT_REDUCED, 7).reason());
    for (Finding finding : Finding.values()) {
      Verdict verdict = new Verdict(finding, finding == Finding.VALID ? 0 : 1000);
      assertEquals(verdict, Verdict.ofCode(verdict.code()));
    }
    assertThrows(IllegalStateException.class, () -> Verdict.ofCode(0xff));
    List<Member> many = Collections.nCopies(1025, good.ring().getFirst());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ClsagStatement(
                good.message(), many, good.pseudoOutput(), good.keyImage(), signature));
    assertThrows(IllegalArgumentException.class, () -> Signature.of(new byte[575], 16));
  }

  private static ClsagStatement with(ClsagStatement other, Signature signature) {
    return new ClsagStatement(
        other.message(), other.ring(), other.pseudoOutput(), other.keyImage(), signature);
  }
}
