package dev.twinloop.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * GNU sha256sum and {@code twinloop hash} over generated names, list styles, options and line ends:
 * what they print and their statuses are the same bytes.
 */
class Sha256sumMatrixTest extends CoreutilsMatrix {
  @Test
  void namesAreShownAlike() throws IOException, InterruptedException {
    List<String> files = files();
    for (List<String> options :
        List.of(List.<String>of(), List.of("-b"), List.of("-t"), List.of("--tag"), List.of("-z"))) {
      List<String> args = new ArrayList<>(options);
      args.addAll(files);
      same(new byte[0], args);
    }
    same(new byte[0], List.of("-t", "--tag", files.getFirst()));
    same(new byte[0], List.of("--tag", "-b", files.getFirst()));
    same(new byte[0], List.of("-b", "-t", files.getFirst()));
    List<String> missing = new ArrayList<>(files.stream().map(name -> name + ".none").toList());
    missing.addAll(
        List.of("", "/", folder + "/plain/", folder + "/plain/x", folder + "//.", "a/../b"));
    missing.addAll(
        List.of("{", "}", "#", "~a", "a#", "x".repeat(256), "!", "=", "a?b", "%", "[", "]"));
    missing.addAll(
        List.of(
            "it's\r",
            "it's\rx",
            "'\r",
            "\r'\n",
            "\r'x",
            "a'\udcff",
            "'\u0378",
            "a:'",
            "':\\",
            "#'",
            "a#'",
            "a~'",
            "~'",
            "{'",
            "'}",
            "@%+,-.]_'"));
    same(new byte[0], missing);
    same(CONTENT, List.of("-", "-"));
    same(CONTENT, List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n\r", "\0", " \n", ""})
  void listsOfEveryStyleAreReadAlike(String end) throws IOException, InterruptedException {
    List<String> files = files();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int style = 0; style < STYLES; style++) {
      ByteArrayOutputStream list = new ByteArrayOutputStream();
      for (String name : files) {
        list.writeBytes(bytes(line(style, HEX, name) + end));
      }
      check(list.toByteArray(), List.of("--warn"));
      all.writeBytes(list.toByteArray());
      all.write('\n');
    }
    for (List<String> options : CHECKS) {
      check(all.toByteArray(), options);
    }
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(strings = {"\n", "\r\n", "\r", "\0", ""})
  void everyNameInEveryStyleUnderEveryOptionIsReadAlike(String end)
      throws IOException, InterruptedException {
    for (String name : files()) {
      for (int style = 0; style < STYLES; style++) {
        byte[] list = bytes(line(style, HEX, name) + end);
        for (List<String> options : CHECKS) {
          check(list, options);
          check(list, options); // from standard input
        }
      }
    }
  }

  @Test
  void linesThatAreWrongAreCountedAlike() throws IOException, InterruptedException {
    String a = files().getFirst();
    List<String> lines =
        List.of(
            HEX + "  " + a,
            WRONG + "  " + a,
            HEX + "  " + a + ".none",
            WRONG + " *" + a + ".none",
            "# " + HEX + "  " + a,
            " # no comment",
            "nonsense",
            "",
            " ",
            "\r",
            "\\",
            HEX,
            HEX + " ",
            HEX + "  ",
            HEX + " *",
            HEX + " x",
            HEX.substring(1) + "  " + a,
            HEX + "0  " + a,
            HEX.replace('a', 'g') + "  " + a,
            "\\" + HEX + "  " + a + "\\",
            "\\" + HEX + "  " + a + "\\x",
            "\\\\" + HEX + "  " + a,
            "SHA256 (" + a + ") = " + HEX + "x",
            "SHA256 (" + a + " = " + HEX,
            "SHA256 () = " + HEX,
            "SHA256  (" + a + ") = " + HEX,
            "SHA256 (" + a + ") " + HEX,
            "SHA1 (" + a + ") = " + HEX,
            "SHA256",
            "MD5 (x) = d41d8cd98f00b204e9800998ecf8427e",
            HEX + "  -",
            HEX + "  " + a + "\0x",
            "\\" + HEX + "  " + a + "\0x",
            "SHA256 (" + a + ") = " + HEX + "\0x",
            HEX + "  " + Path.of(a).getParent(),
            HEX + "  " + a + "/",
            HEX + "  " + "x".repeat(300));
    for (String line : lines) {
      check(bytes(line + "\n"), List.of("--warn"));
      check(bytes(line + "\n"), List.of("--status", "--ignore-missing"));
      check(bytes(HEX + "  " + a + "\n" + line), List.of("--warn", "--strict"));
    }
    check(bytes(String.join("\n", lines)), List.of("--warn"));
    check(bytes(String.join("\r\n", lines) + "\r\n"), List.of("--warn", "--ignore-missing"));
    check(new byte[0], List.of());
    same(new byte[0], List.of("-c", folder.toString(), folder + "/.none"));
  }

  @Test
  void theFirstLineDecidesWhetherNamesHaveAMark() throws IOException, InterruptedException {
    String a = files().getFirst();
    Path one = Files.write(folder.resolve(".one"), bytes(HEX + " " + a + "\n"));
    Path two = Files.write(folder.resolve(".two"), bytes(HEX + "  " + a + "\n"));
    same(new byte[0], List.of("-c", "-w", one.toString(), two.toString(), one.toString()));
    same(new byte[0], List.of("-c", "-w", two.toString(), one.toString(), two.toString()));
  }

  @Test
  void aLongNameWithEscapesIsNoProblem() throws IOException, InterruptedException {
    // 2,013 characters and an escape once overflowed the stack.
    for (int length : new int[] {2013, 4095, 4096, 100_000}) {
      String name = "n".repeat(length - 1) + "\\";
      check(bytes(line(0, HEX, name) + "\n" + line(1, HEX, name) + "\n"), List.of("--warn"));
    }
  }

  @Test
  void randomListsAreReadAlike() throws IOException, InterruptedException {
    random(100, 13);
  }

  @Test
  @Tag("slow")
  void manyRandomListsAreReadAlike() throws IOException, InterruptedException {
    random(5_000, 14);
  }

  private void random(int lists, long seed) throws IOException, InterruptedException {
    System.out.println("lists=" + lists + " seed=" + seed);
    List<String> files = files();
    Random random = new Random(seed);
    byte[] salt = bytes("\\\\\r\n \t*()=#\0x\u00e9SHA256");
    for (int i = 0; i < lists; i++) {
      ByteArrayOutputStream list = new ByteArrayOutputStream();
      for (int n = random.nextInt(8); n >= 0; n--) {
        String name = files.get(random.nextInt(files.size()));
        byte[] line =
            bytes(line(random.nextInt(STYLES), random.nextInt(4) == 0 ? WRONG : HEX, name));
        for (int change = random.nextInt(3); change > 0; change--) {
          int at = random.nextInt(line.length);
          byte other = salt[random.nextInt(salt.length)];
          switch (random.nextInt(3)) {
            case 0 -> line[at] = other;
            case 1 -> line = Arrays.copyOf(line, line.length - 1);
            default -> {
              byte[] longer = Arrays.copyOf(line, line.length + 1);
              System.arraycopy(line, at, longer, at + 1, line.length - at);
              longer[at] = other;
              line = longer;
            }
          }
        }
        list.writeBytes(line);
        list.writeBytes(bytes(List.of("\n", "\n", "\n", "\r\n", "\r", "").get(random.nextInt(6))));
      }
      check(list.toByteArray(), CHECKS.get(random.nextInt(CHECKS.size())));
    }
  }
}
