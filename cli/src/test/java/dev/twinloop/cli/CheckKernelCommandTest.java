package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.io.Names;
import dev.twinloop.kernel.sha256.Sha256Kernels;
import dev.twinloop.ringct.RingCtBatch;
import dev.twinloop.zk.prove.ZkProver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

class CheckKernelCommandTest {
  @TempDir Path folder;

  /** Kernels as a stranger may write them. */
  static final class Strangers {
    private Strangers() {}

    public static void good(IntArray control, IntArray receipt, IntArray data) {
      for (@Parallel int k = 0; k < receipt.getSize(); k++) {
        data.set(k, data.get(k) >> 3);
      }
    }

    public static void bad(IntArray control, IntArray receipt, IntArray data) {
      for (@Parallel int k = 0; k < receipt.getSize(); k++) {
        data.set(k, data.get(k) >>> 3);
      }
    }
  }

  @Test
  void namesTheLineThatBreaksARule() throws IOException {
    Path place = Files.createDirectories(folder.resolve("classes"));
    String file = Strangers.class.getName().replace('.', '/') + ".class";
    ClassLoader loader = CheckKernelCommandTest.class.getClassLoader();
    try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream(file))) {
      Files.write(place.resolve("Strangers.class"), in.readAllBytes());
    }
    Run run = Run.of("check-kernel", place.toString());
    String name = Strangers.class.getName();
    assertEquals(ExitCode.FAILED, run.status());
    assertTrue(run.out().startsWith(name + ".good: OK\n" + name + ".bad: in bad ("), run.out());
    assertTrue(
        run.out().matches("(?s).*CheckKernelCommandTest.java:[0-9]+\\): unsigned shift: >>>\n"),
        run.out());
    assertEquals("", run.err());
  }

  @Test
  void whatHoldsNoKernelIsAnError() throws IOException {
    Path none = Files.createDirectories(folder.resolve("none"));
    Path text = Files.writeString(folder.resolve("text"), "text");
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(broken.resolve("Broken.class"), "no class file");
    String[][] rows = {
      {none.toString(), none + ": kernels=0, accepted: at least one static method with a"},
      {text.toString(), text + ": no jar: "},
      {broken.toString(), broken + ": holds a class file that cannot be read: "},
      {"missing", "missing: No such file or directory"}
    };
    for (String[] row : rows) {
      Run run = Run.of("check-kernel", row[0]);
      assertEquals(ExitCode.FAILED, run.status(), row[0]);
      assertTrue(run.err().startsWith("twinloop: " + row[1]), run.err());
    }
    assertEquals(ExitCode.USAGE, Run.of("check-kernel").status());
  }

  /** Those of zk and ringct too, which have no test of their own for it. */
  @Test
  void everyKernelOfOursKeepsTheRules() throws Exception {
    Set<Path> places = new LinkedHashSet<>();
    for (Class<?> type : new Class<?>[] {Sha256Kernels.class, ZkProver.class, RingCtBatch.class}) {
      places.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }
    for (Path place : places) {
      Run run = Run.of("check-kernel", place.toString());
      assertTrue(
          run.status() == ExitCode.OK || run.err().contains("kernels=0"), run.out() + run.err());
    }
  }

  /** Strangers as a jar. */
  private static byte[] jar(byte[] type) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      jar.putNextEntry(new ZipEntry("Strangers.class"));
      jar.write(type);
    }
    return bytes.toByteArray();
  }

  private static byte[] strangers() throws IOException {
    String file = "/" + Strangers.class.getName().replace('.', '/') + ".class";
    try (InputStream in = CheckKernelCommandTest.class.getResourceAsStream(file)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  /** The JDK opens no archive of a name that is not text, and none that is a stream. */
  @Test
  void aJarIsReadAsEveryInputIs() throws IOException {
    byte[] jar = jar(strangers());
    Path plain = Files.write(folder.resolve("plain.jar"), jar);
    Run expected = Run.of("check-kernel", plain.toString());
    assertTrue(expected.out().contains("unsigned shift"), expected.toString());
    String odd = folder + "/lat\udce9.jar";
    Files.write(Names.path(odd), jar);
    assertEquals(expected, Run.of("check-kernel", odd));
    assertEquals(expected, Run.withInput(jar, "check-kernel", "-"));
    assertEquals(
        new Run(1, "", "twinloop: standard input: no jar: zip file is empty\n"),
        Run.of("check-kernel", "-"));
  }

  @Test
  void whatATerminalWouldObeyInAClassFileIsSpeltOut() throws IOException {
    byte[] type = strangers();
    for (int i = 0; i + 6 <= type.length; i++) {
      if (Arrays.equals(type, i, i + 6, new byte[] {1, 0, 3, 'b', 'a', 'd'}, 0, 6)) {
        type[i + 4] = 27; // the method's name
      }
    }
    Run run = Run.withInput(jar(type), "check-kernel", "-");
    assertTrue(run.out().contains(".b\\033d: in b\\033d ("), run.toString());
    assertTrue(run.out().chars().noneMatch(c -> c < ' ' && c != '\n'), run.toString());
  }
}
