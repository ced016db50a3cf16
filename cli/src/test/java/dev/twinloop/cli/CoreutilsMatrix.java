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
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs GNU sha256sum or sha512sum and {@code twinloop hash} with the same arguments over files with
 * awkward names, and compares every byte that they print, and their statuses.
 */
abstract class CoreutilsMatrix {
  static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);
  static final String HEX = HashCommandTest.hex(CONTENT);
  static final String WRONG = "0".repeat(64);

  /** How many ways there are to write a line of a list. */
  static final int STYLES = 9;

  private static final Path SHA256SUM = Path.of("/usr/bin/sha256sum");

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

  static final List<List<String>> CHECKS =
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

  @TempDir Path folder;

  /** What is compared. */
  Tool tool = Tool.SHA256;

  private int compared;

  /** What is compared with what, and how lists of it are written. */
  enum Tool {
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

  static byte[] bytes(String text) {
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

  /** The files, each with the same content, by their paths as text. */
  List<String> files() throws IOException {
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
  void same(byte[] input, List<String> args) throws IOException, InterruptedException {
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

  /** Reads a list, as a file and as standard input in turn. */
  void check(byte[] list, List<String> options) throws IOException, InterruptedException {
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

  /** A line of a list in one of the {@link #STYLES}. */
  String line(int style, String hex, String name) {
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
}
