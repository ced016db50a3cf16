package dev.twinloop.cli.msm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.Io;
import dev.twinloop.cli.Main;
import dev.twinloop.cli.Run;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.msm.ScalarPattern;
import dev.twinloop.kernel.msm.SquareBases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MsmCommandTest {
  /** What --curve names, but edwards25519, whose coordinates are others: {@link MsmEdwardsTest}. */
  private static List<Group> curves() {
    return Msm.groupsOverPrimeFields().stream()
        .filter(group -> !group.equals(Groups.ED25519))
        .toList();
  }

  private static final int COUNT = 77;

  @TempDir Path folder;

  private static String name(Group group) {
    return group.name();
  }

  private String write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content).toString();
  }

  private String points(Group group, int count) throws IOException {
    Bases bases = SquareBases.of(group, count, Arena.ofAuto());
    return write("points", bases.points().toArray(JAVA_BYTE));
  }

  private static MemorySegment scalars(Group group) {
    return ScalarPattern.ABOVE_ORDER.scalars(group, COUNT, Arena.ofAuto());
  }

  private static void assertRefused(int status, String reason, Run run) {
    assertEquals("", run.out());
    assertTrue(run.err().contains(reason), run.err());
    assertEquals(status, run.status(), run.err());
  }

  @ParameterizedTest
  @MethodSource("curves")
  void sumsFilesAndStandardInput(Group group) throws IOException {
    MemorySegment scalars = scalars(group);
    String sum = SquareBases.sum(group, scalars) + "\n";
    byte[] bytes = scalars.toArray(JAVA_BYTE);
    String points = points(group, COUNT);
    String file = write("scalars", bytes);
    Run files = Run.of("msm", "--curve", name(group), "--points", points, "--scalars", file);
    assertEquals(sum, files.out(), files.err());
    Run piped =
        Run.withInput(
            bytes,
            "msm",
            "--curve",
            name(group),
            "--points",
            points,
            "--scalars",
            "-",
            "--no-validate",
            "--verbose");
    assertEquals(sum, piped.out(), piped.err());
    assertTrue(piped.err().contains("msm: 77 points need "), piped.err());
  }

  @ParameterizedTest
  @MethodSource("curves")
  void readsNumbersOfEveryKind(Group group) throws IOException {
    List<String> points = new ArrayList<>();
    List<String> scalars = new ArrayList<>();
    MemorySegment values = scalars(group);
    Bases bases = SquareBases.of(group, COUNT, Arena.ofAuto());
    int width = group.coordinateBytes();
    for (int i = 0; i < COUNT; i++) {
      byte[] bytes = values.asSlice(32L * i, 32).toArray(JAVA_BYTE);
      points.add(
          "[%s, %s]"
              .formatted(
                  number(bases.point(i).x().number(), i, width),
                  number(bases.point(i).y().number(), i + 1, width)));
      scalars.add(number(new BigInteger(1, bytes), i, 32));
    }
    String json =
        "{\"note\": {\"points\": [1, []]}, \"scalars\": %s,\n \"points\": %s}"
            .formatted(scalars, points);
    Run run =
        Run.withInput(
            json.getBytes(StandardCharsets.UTF_8), "msm", "--curve", name(group), "--input", "-");
    assertEquals(SquareBases.sum(group, values) + "\n", run.out(), run.err());
  }

  private static String number(BigInteger number, int kind, int width) {
    String hex = ("%0" + 2 * width + "x").formatted(number);
    boolean either = hex.chars().allMatch(c -> c <= '9');
    return switch (kind % 4) {
      case 0 -> "\"0x" + number.toString(16) + "\"";
      case 1 -> either ? "\"0x" + hex + "\"" : "\"" + hex + "\"";
      case 2 -> "\"" + number + "\"";
      default -> number.toString();
    };
  }

  @Test
  void infinityIsZeros() {
    String json = "{\"points\":[[0,0],[1,2],[\"1\",\"0x2\"]],\"scalars\":[5,0,\"0x0\"]}";
    Run run = json("bn254", json);
    assertEquals("0".repeat(64) + " " + "0".repeat(64) + "\n", run.out(), run.err());
  }

  private static Run json(String group, String json) {
    return Run.withInput(
        json.getBytes(StandardCharsets.UTF_8), "msm", "--curve", group, "--input", "-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"points\":[[1,2]],\"scalars\":[1,2]} | 1 points in standard input, 2 scalars in",
        "{\"points\":[[1,2]]} | 1 points in standard input, 0 scalars in",
        "{} | no points",
        "{\"points\":[],\"points\":[]} | comes twice",
        "{\"points\":[[1,2]],\"scalars\":[-1]} | scalar 0: \"-1\", accepted: decimal digits",
        "{\"points\":[[1,2]],\"scalars\":[1e3]} | scalar 0: \"1e3\"",
        "{\"points\":[[1,2]],\"scalars\":[\"beef\"]} | scalar 0: \"beef\", accepted",
        "{\"points\":[[1,2]],\"scalars\":[\"0x\"]} | scalar 0: \"0x\"",
        "{\"points\":[[1,2]],\"scalars\":[\"\"]} | scalar 0: \"\"",
        "{\"points\":[[1,2,3]],\"scalars\":[1]} | point 0: expected the end of the array, found \"3\"",
        "{\"points\":[[1,2],[1]],\"scalars\":[1]} | point 1: y is missing",
        "{\"points\":[[1,2],1],\"scalars\":[1]} | point 1: expected an array, found \"1\"",
        "{\"points\":[[1,[]]],\"scalars\":[1]} | point 0: y: expected a number or a string",
        "{\"points\":7,\"scalars\":[1]} | points: expected an array",
        "{\"points\":[[1,2]],\"scalars\":[null]} | scalar 0: expected a number or a string",
        "{\"points\":[[1,2]],\"scalars\":[1]} x | Unrecognized token 'x'",
        "{\"points\":[[1,2]],\"scalars\":[1]} 7 | expected nothing more after the object",
        "{\"points\":[[1,2]],\"scalars\":[1]}}{ rubbish | Unexpected close marker",
        "{\"points\":[[1,2]],\"scalars\":[1]}\u00ff rubbish | Unrecognized token",
        "[{\"points\":[[1,2]],\"scalars\":[1]}] | expected an object, found an array",
        "{\"points\":[[1,2],[1,3]],\"scalars\":[1,1]} | point 1 of bn254: 000",
        "{\"points\":[[1,\"0x"
            + "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd49\"]],\"scalars\":[1]}"
            + " | point 0: y=0x30644e72",
        "{\"points\":[[1,2]],\"scalars\":[\"0x1"
            + "0000000000000000000000000000000000000000000000000000000000000000\"]}"
            + " | accepted: at most 256 bits",
      })
  void saysWhatIsWrongWithJson(String test) {
    int bar = test.lastIndexOf(" | ");
    assertRefused(1, test.substring(bar + 3), json("bn254", test.substring(0, bar)));
  }

  /** A JSON number is decimal, always; digits in quotes of the full width may be meant as hex. */
  @ParameterizedTest
  @MethodSource("curves")
  void digitsOfTheFullWidthAreReadOneWay(Group group) {
    BigInteger order = group.order();
    Point g = group.generator();
    String form = "{\"points\":[[%d,%d]],\"scalars\":[%s]}";
    for (int length : new int[] {1, 63, 64, 65, 77}) {
      String digits = "1" + "0".repeat(length - 1);
      Point expected = g.multiple(new BigInteger(digits).mod(order));
      String number = form.formatted(g.x().number(), g.y().number(), digits);
      assertEquals(expected + "\n", json(name(group), number).out(), digits);
      String quoted = form.formatted(g.x().number(), g.y().number(), '"' + digits + '"');
      if (length == 64) {
        assertRefused(
            1,
            "scalar 0: \""
                + digits
                + "\" may be decimal or hex, accepted: 0x before hex,"
                + " a JSON number for decimal",
            json(name(group), quoted));
      } else {
        assertEquals(expected + "\n", json(name(group), quoted).out(), digits);
      }
      if (length < 65) {
        Point hex = g.multiple(new BigInteger(digits, 16).mod(order));
        String prefixed = form.formatted(g.x().number(), g.y().number(), "\"0x" + digits + '"');
        assertEquals(hex + "\n", json(name(group), prefixed).out(), digits);
      }
    }
    int width = 2 * group.coordinateBytes();
    for (int length : new int[] {width - 1, width, width + 1}) {
      String zeros = "0".repeat(length);
      String point = "{\"points\":[[\"%s\",0]],\"scalars\":[1]}".formatted(zeros);
      Run run = json(name(group), point);
      if (length == width) {
        assertRefused(1, "point 0: x: \"" + zeros + "\" may be decimal or hex", run);
      } else {
        assertEquals(0, run.status(), run.err());
      }
    }
    String letter =
        "{\"points\":[[\"%s\",0]],\"scalars\":[1]}".formatted("0".repeat(width - 1) + "a");
    assertRefused(1, "point 0 of", json(name(group), letter)); // hex: 10, on neither group with y 0
  }

  @Test
  void escapesMarksAndMembersPassedOver() {
    String json =
        "\uFEFF{\"n\\u006fte \\\"\":[\"\\n\",{\"\\u0061\":{}}],\"p\\u006fints\":[[\"\\u0031\",2]],\"scalars\":[1]}";
    Run run = json("bn254", json);
    assertEquals("0".repeat(63) + "1 " + "0".repeat(63) + "2\n", run.out(), run.err());
  }

  @Test
  void refusesFilesThatDoNotFit() throws IOException {
    String points = points(Groups.BN254, 3);
    String three = write("three", new byte[96]);
    String two = write("two", new byte[64]);
    String part = write("part", new byte[95]);
    String none = write("none", new byte[0]);
    assertRefused(1, "3 points in " + points + ", 2 scalars in " + two, files(points, two));
    assertRefused(1, part + ": 95 bytes, accepted on bn254: 32", files(points, part));
    assertRefused(1, part + ": 95 bytes, accepted on bn254: 64", files(part, three));
    assertRefused(1, none + ": 0 bytes", files(none, none));
    assertRefused(1, "Is a directory", files(folder.toString(), three));
    assertRefused(1, "No such file", files(folder + "/missing", three));
    // points of one curve are no points of the other
    Run other = Run.of("msm", "--curve", "bls12-381", "--points", points, "--scalars", two);
    assertRefused(1, "accepted on bls12-381", other);
  }

  private static Run files(String points, String scalars) {
    return Run.of("msm", "--curve", "bn254", "--points", points, "--scalars", scalars);
  }

  @Test
  void validatesUnlessToldNotTo() throws IOException {
    String off = write("off", HexFormat.of().parseHex("0".repeat(63) + "1" + "0".repeat(64)));
    String scalar = write("scalar", new byte[32]);
    assertRefused(1, "point 0 of bn254", files(off, scalar));
    assertEquals(
        "0".repeat(64) + " " + "0".repeat(64) + "\n",
        Run.of("msm", "--curve", "bn254", "--no-validate", "--points", off, "--scalars", scalar)
            .out());
    // (0, 2) has order 3 on BLS12-381
    assertRefused(
        1, "not in the subgroup", json("bls12-381", "{\"points\":[[0,2]],\"scalars\":[1]}"));
  }

  @Test
  void refusesOptionsThatDoNotGoTogether() {
    for (String options :
        List.of(
            "",
            "--points a",
            "--scalars a",
            "--points a --scalars b --input c",
            "--input a --eip b",
            "--points - --scalars -",
            "--input a --eip-op add",
            "--eip a --no-validate",
            "--eip a --eip-op pairing")) {
      String[] args = ("msm --curve bn254 " + options).strip().split(" ");
      assertEquals(2, Run.of(args).status(), options);
    }
    assertRefused(2, "bn254, bls12-381", Run.of("msm", "--curve", "bn128", "--input", "-"));
    assertEquals(2, Run.of("msm", "--input", "-").status());
  }

  @Test
  void theGroupsOrderCountsAsZero() {
    Point g = Groups.BLS12_381.generator();
    String json =
        "{\"points\":[[%d,%d],[%d,%d]],\"scalars\":[%d,1]}"
            .formatted(
                g.x().number(),
                g.y().number(),
                g.x().number(),
                g.y().number(),
                Groups.BLS12_381.order());
    assertEquals(g + "\n", json("bls12-381", json).out());
  }

  /** Once a worker was blamed that was not there, with the status of a device that is missing. */
  @Test
  void aFileThatShrinksInTheMiddleIsNamed() throws IOException {
    Path points = Path.of(points(Groups.BN254, 1 << 12));
    String scalars = write("scalars", new byte[32 << 12]);
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    OutputStream err =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] text, int from, int length) throws IOException {
            told.write(text, from, length);
            if (told.toString(StandardCharsets.UTF_8).contains("points need")) {
              try (FileChannel file = FileChannel.open(points, StandardOpenOption.WRITE)) {
                file.truncate(4096); // the points are checked; the sum begins
              }
            }
          }
        };
    Io io =
        new Io(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    String line = "msm --curve bn254 --verbose --points " + points + " --scalars " + scalars;
    assertEquals(1, Main.run(io, line.split(" ")));
    String text = told.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains(points + ": changed from 262144 to 4096 bytes while it was"), text);
    assertFalse(text.contains("worker"), text);
  }
}
