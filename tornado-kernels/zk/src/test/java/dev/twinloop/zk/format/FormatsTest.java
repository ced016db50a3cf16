package dev.twinloop.zk.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.zk.Json;
import dev.twinloop.zk.Sets;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormatsTest {
  @Test
  void everySetIsReadWithTheKnownNumbers() {
    for (String name : Sets.names()) {
      Map<String, Object> known = Json.object(Sets.text(name + "/known.json"));
      Zkey key = Zkey.parse(name, Sets.memory(name + "/circuit.zkey"));
      PointCheck.requireGroups(key);
      assertEquals(known.get("curve"), key.curve().jsonName());
      assertEquals(known.get("nVars"), "" + key.wires());
      assertEquals(known.get("nPublic"), "" + key.publicSignals());
      assertEquals(known.get("domainSize"), "" + (1L << key.logDomain()));
      assertEquals(known.get("nCoefs"), "" + key.coefficients());
      assertEquals(known.get("omega"), "" + key.curve().rootOfUnity(key.logDomain()), name);
      Wtns witness = Wtns.parse(name, Sets.memory(name + "/witness.wtns"));
      assertEquals(key.wires(), witness.wires());
      assertEquals(key.curve(), witness.curve());
      R1cs circuit = R1cs.parse(name, Sets.memory(name + "/circuit.r1cs"));
      assertEquals(key.wires(), circuit.wires());
      assertEquals(key.publicSignals(), circuit.publicSignals());
    }
  }

  @Test
  void everyDamagedFileIsRefusedWithItsNameAndAPlace() {
    List<String> problems = new ArrayList<>();
    int refused = 0;
    for (String line : Sets.text("bad-files.jsonl").lines().toList()) {
      Map<String, Object> test = Json.object(line);
      String id = test.get("id") + " " + test.get("why");
      try {
        parse(Json.string(test, "file"), damaged(test));
        if (Json.string(test, "expect").equals("refused")) {
          problems.add(id + ": accepted");
        }
      } catch (FormatException e) {
        refused++;
        String message = String.valueOf(e.getMessage());
        if (Json.string(test, "expect").equals("no-proof")) {
          problems.add(id + ": well-formed, yet " + message);
        }
        if (!message.startsWith("some.file: offset ") && !message.contains(": missing")) {
          problems.add(id + ": no place: " + message);
        }
      }
    }
    assertEquals(List.of(), problems);
    assertTrue(refused >= 159, "refused=" + refused);
  }

  private static void parse(String file, byte[] content) {
    if (file.endsWith(".zkey")) {
      PointCheck.requireGroups(Zkey.parse("some.file", Sets.memory(content)));
    } else {
      Wtns witness = Wtns.parse("some.file", Sets.memory(content));
      // Whether it fits the key is the prover's: there are two sizes of circuits.
      long wires = witness.wires();
      if (wires != 327 && wires != 65) {
        throw new FormatException("some.file: offset 60: nWitness=" + wires);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static byte[] damaged(Map<String, Object> test) {
    byte[] content = Sets.bytes(test.get("dir") + "/" + test.get("file"));
    for (Object patch : (List<Object>) test.getOrDefault("patch", List.of())) {
      Map<String, Object> one = (Map<String, Object>) patch;
      byte[] bytes = HexFormat.of().parseHex(Json.string(one, "hex"));
      System.arraycopy(bytes, 0, content, Integer.parseInt(Json.string(one, "at")), bytes.length);
    }
    if (test.containsKey("truncate")) {
      content = java.util.Arrays.copyOf(content, Integer.parseInt(Json.string(test, "truncate")));
    }
    if (test.containsKey("append")) {
      ByteArrayOutputStream longer = new ByteArrayOutputStream();
      longer.writeBytes(content);
      longer.writeBytes(HexFormat.of().parseHex(Json.string(test, "append")));
      content = longer.toByteArray();
    }
    return content;
  }

  @Test
  void messagesAboutAWitnessHaveNoValue() {
    byte[] content = Sets.bytes("bn254/multiplier/witness.wtns");
    java.util.Arrays.fill(content, content.length - 32, content.length, (byte) 0xab);
    FormatException e =
        assertThrows(FormatException.class, () -> Wtns.parse("w.wtns", Sets.memory(content)));
    assertEquals(
        "w.wtns: offset 172: section 2: wire 3: not below r (values are secret)", e.getMessage());
    Wtns good = Wtns.parse("w.wtns", Sets.memory("bn254/multiplier/witness.wtns"));
    assertFalse(good.toString().contains("33"), good.toString());
  }

  @Test
  void aConstraintLongerThanItsSectionIsRefused() {
    byte[] content = Sets.bytes("bn254/multiplier/circuit.r1cs");
    R1cs good = R1cs.parse("c", Sets.memory(content));
    assertEquals(1, good.constraints());
    for (int at = 0; at + 4 <= content.length; at++) {
      byte[] damaged = content.clone();
      java.util.Arrays.fill(damaged, at, at + 4, (byte) 0xff);
      try {
        R1cs parsed = R1cs.parse("c", Sets.memory(damaged));
        assertEquals(good.wires(), parsed.wires(), "offset " + at);
      } catch (FormatException e) {
        assertTrue(String.valueOf(e.getMessage()).startsWith("c: "), e.getMessage());
      }
    }
  }

  /** Once it was taken, and failed on another thread, in the middle of a check or of a proof. */
  @Test
  void memoryOfOneThreadIsRefused() {
    try (Arena arena = Arena.ofConfined()) {
      for (String file : List.of("circuit.zkey", "witness.wtns", "circuit.r1cs")) {
        MemorySegment from = Sets.memory("bn254/multiplier/" + file);
        MemorySegment confined = arena.allocate(from.byteSize()).copyFrom(from);
        IllegalArgumentException e =
            assertThrows(
                IllegalArgumentException.class,
                () -> {
                  Object unused =
                      switch (file) {
                        case "circuit.zkey" -> Zkey.parse(file, confined);
                        case "witness.wtns" -> Wtns.parse(file, confined);
                        default -> R1cs.parse(file, confined);
                      };
                });
        assertTrue(String.valueOf(e.getMessage()).contains("confined arena, accepted: "), file);
      }
    }
  }
}
