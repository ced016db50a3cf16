package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twinloop.cli.io.Names;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * GNU sha256sum and {@code twinloop hash} over generated names, list styles, options and line ends:
 * what they print and their statuses are the same bytes.
 */
class Sha256sumMatrixTest {
  private static final Path SHA256SUM = Path.of("/usr/bin/sha256sum");
  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);
  private static final String HEX = HashCommandTest.hex(CONTENT);
  private static final String WRONG = "0".repeat(64);

  /**
   * Names of files, each after the folder's: every kind of byte that names and lines care about.
   */
  private static final List<byte[]> NAMES =
      List.of(
          bytes("plain"),
          bytes("sp ace "),
          bytes(" lead"),
          bytes("*star"),
          bytes("tab\tbed"),
          bytes("line\nfeed"),
          bytes("carriage\rreturn"),
          bytes("ends\r"),
          bytes("back\\slash"),
          bytes("a\\nb"),
          bytes("it's"),
          bytes("co:lon"),
          bytes("\u00e9\u4e2d"),
          new byte[] {'l', 'a', 't', (byte) 0xe9},
          new byte[] {(byte) 0xff, (byte) 0xc3, 'x', (byte) 0xed, (byte) 0xa0, (byte) 0x80},
          bytes("esc\33[31m\177"),
          bytes("\\\\".repeat(100)),
          bytes("paren) = (x"),
          bytes("#hash"),
          bytes("~"),
          bytes("\u0085\u2028\u0378\u200b"));

  private static final List<List<String>> CHECKS =
      List.of(
          List.of(),
          List.of("--strict"),
          List.of("--warn"),
          List.of("--status"),
          List.of("--quiet"),
          List.of("--ignore-missing"),
          List.of("--ignore-missing", "--strict", "--warn"),
          List.of("--status", "--warn"),
          List.of("--warn", "--status"),
          List.of("--quiet", "--status", "--quiet"),
          List.of("--ignore-missing", "--status"));

  private static final int STYLES = 9;

  @TempDir Path folder;
  private int compared;

  /** What is compared with what, and how lists of it are written. */
  private enum Tool {
    SHA256("sha256sum", "SHA256", "sha256"),
    SHA512("sha512sum", "SHA512", "sha-512");

    final String command;
    final String tag;
    final String algorithm;

    Tool(String command, String tag, String algorithm) {
      this.command = command;
      this.tag = tag;
      this.algorithm = algorithm;
    }

    String hex(byte[] content) {
      try {
        String name = "SHA-" + tag.substring(3);
        return HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(content));
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError(e);
      }
    }
  }

  private Tool tool = Tool.SHA256;

  private static byte[] bytes(String text) {
    return Names.bytes(text);
  }

  @BeforeEach
  void needsSha256sum() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(SHA256SUM), "no /usr/bin/sha256sum on this machine");
    Process version = new ProcessBuilder(SHA256SUM.toString(), "--version").start();
    String line = new String(version.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    version.waitFor();
    assumeTrue(line.startsWith("sha256sum (GNU coreutils) 9."), "not coreutils 9: " + line);
  }

  /** The path of a file in the folder, as text. */
  private String path(byte[] name) {
    return folder + "/" + Names.text(name);
  }

  private List<String> files() throws IOException {
    List<String> files = new ArrayList<>();
    for (byte[] name : NAMES) {
      String file = path(name);
      Files.write(Names.path(file), CONTENT);
      files.add(file);
    }
    return files;
  }

  /**
   * Runs both; {@code sha256sum} through a shell that reads the arguments from a file, because Java
   * cannot pass bytes that are no text.
   */
  private void same(byte[] input, List<String> args) throws IOException, InterruptedException {
    ByteArrayOutputStream script = new ByteArrayOutputStream();
    script.writeBytes(bytes("exec " + tool.command));
    for (String arg : args) {
      script.writeBytes(bytes(" '" + arg.replace("'", "'\\''") + "'"));
    }
    Path file = Files.write(folder.resolve(".script"), script.toByteArray());
    Path stdin = Files.write(folder.resolve(".stdin"), input);
    Path out = folder.resolve(".out");
    Path err = folder.resolve(".err");
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", file.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectInput(stdin.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
    Process process = builder.start();
    process.waitFor();
    List<String> ours = new ArrayList<>(List.of("hash", "--algorithm", tool.algorithm));
    ours.addAll(args);
    Run run = Run.withInput(input, ours.toArray(String[]::new));
    String theirErr =
        Names.text(Files.readAllBytes(err)).replaceAll("(?m)^" + tool.command + ": ", "twinloop: ");
    String what = shown(args + "\nstdin: " + Names.text(input));
    assertEquals(shown(theirErr), shown(run.err()), what);
    assertEquals(shown(Names.text(Files.readAllBytes(out))), shown(run.out()), what);
    assertEquals(process.exitValue(), run.status(), what);
    compared++;
  }

  /** In characters that every report can hold. */
  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.chars()
        .forEach(
            c -> shown.append(c == '\n' || (c >= ' ' && c < 127) ? (char) c : "<%x>".formatted(c)));
    return shown.toString();
  }

  /** As a file and as standard input in turn. */
  private void check(byte[] list, List<String> options) throws IOException, InterruptedException {
    List<String> args = new ArrayList<>(List.of("-c"));
    args.addAll(options);
    if (compared % 2 == 0) {
      args.add(Files.write(folder.resolve(".list"), list).toString());
      same(new byte[0], args);
    } else {
      args.add("-");
      same(list, args);
    }
  }

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

  private String line(int style, String hex, String name) {
    String escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    return switch (style) {
      case 0 -> (escaped.equals(name) ? "" : "\\") + hex + "  " + escaped;
      case 1 -> (escaped.equals(name) ? "" : "\\") + tool.tag + " (" + escaped + ") = " + hex;
      case 2 -> hex + " *" + name;
      case 3 -> hex + " " + name;
      case 4 -> hex + "\t" + name;
      case 5 -> "  \t" + hex.toUpperCase(Locale.ROOT) + "  " + name;
      case 6 -> tool.tag + "(" + name + ")=" + hex;
      case 7 -> "\\" + hex + "  " + name;
      default -> tool.tag + " (" + name + ")\t = \t" + hex + " ";
    };
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

  /** The same with the other length, also where a list of the one is given to the other. */
  @Test
  @Tag("slow")
  void sha512sumReadsAndWritesAlike() throws IOException, InterruptedException {
    tool = Tool.SHA512;
    List<String> files = files();
    for (List<String> options : List.of(List.<String>of(), List.of("--tag"), List.of("-b", "-z"))) {
      List<String> args = new ArrayList<>(options);
      args.addAll(files);
      same(new byte[0], args);
    }
    for (Tool lists : Tool.values()) {
      String hex = lists.hex(CONTENT);
      for (String end : new String[] {"\n", "\r\n", ""}) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (int style = 0; style < STYLES; style++) {
          for (String name : files) {
            list.writeBytes(bytes(line(style, hex, name) + end));
          }
          list.write('\n');
        }
        for (List<String> options : CHECKS) {
          check(list.toByteArray(), options);
        }
      }
    }
    for (String hex : List.of(Tool.SHA256.hex(CONTENT), Tool.SHA512.hex(CONTENT))) {
      for (String line :
          List.of(
              "SHA256 (%s) = %s", "SHA512 (%s) = %s", "SHA512/256 (%s) = %s", "SHA384 (%s) = %s")) {
        check(bytes(line.formatted(files.getFirst(), hex) + "\n"), List.of("--warn", "--strict"));
      }
    }
  }

  /** Several lists in one run, of different endings: what one says tells on the next. */
  @Test
  @Tag("slow")
  void severalListsAreReadAlike() throws IOException, InterruptedException {
    String a = files().getFirst();
    Path good = Files.write(folder.resolve(".good"), bytes(HEX + "  " + a + "\n"));
    Path wrong = Files.write(folder.resolve(".wrong"), bytes(WRONG + "  " + a + "\n"));
    Path odd = Files.write(folder.resolve(".odd"), bytes("x\n" + HEX + "  " + a + "\n"));
    Path lost = Files.write(folder.resolve(".lost"), bytes(HEX + "  " + a + ".none\n"));
    Path empty = Files.write(folder.resolve(".empty"), new byte[0]);
    List<String> all = Stream.of(good, wrong, odd, lost, empty, good).map(Path::toString).toList();
    for (List<String> options : CHECKS) {
      for (int first = 0; first < all.size(); first++) {
        List<String> args = new ArrayList<>(List.of("-c"));
        args.addAll(options);
        args.addAll(all.subList(first, all.size()));
        args.add(folder + "/.none");
        args.addAll(all.subList(0, first));
        same(bytes(HEX + " *" + a + "\n"), args);
        args.add("-");
        same(bytes(HEX + " *" + a + "\n"), args);
      }
    }
  }
}
