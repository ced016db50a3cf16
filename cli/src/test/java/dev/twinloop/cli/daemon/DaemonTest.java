package dev.twinloop.cli.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.bench.report.Table;
import dev.twinloop.bench.report.TableFormat;
import dev.twinloop.cli.Caller;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.Main;
import dev.twinloop.cli.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A command answers through a daemon as it does without, byte for byte. */
class DaemonTest {
  private static final String SIGNATURES = "../docs/examples/signatures.jsonl";
  private static final byte[] NOTHING = new byte[0];

  @TempDir static Path place;
  @TempDir static Path files;
  private static House house;
  private static String records;

  @BeforeAll
  static void openTheHouse() throws IOException {
    house = House.open(place);
    records = write("records", random(64 * 5000));
    write("elements", elements(64));
    write("points", "%064x%064x".formatted(1, 2));
    write("scalars", "%064x".formatted(3));
    write("list", "00  nosuch\nnot a line\n");
  }

  @AfterAll
  static void closeTheHouse() {
    house.close();
  }

  /** Every figure was a text: {@code "commands served":"2"}, {@code "0 of 4"}, {@code "3600 s"}. */
  @Test
  void figuresOfItsStatusAreNumbersInJson() throws IOException {
    String told = house.daemon().status() + "cuda:0\t7\t1\t2\n";
    Table status = DaemonCommand.Status.table(told);
    String json = TableFormat.JSON.write(status);
    assertTrue(json.matches("(?s).*\"process\":[0-9]+,.*"), json);
    assertTrue(json.contains("\"ends when idle for\":3600,"), json);
    assertTrue(json.contains("\"commands under way\":{\"now\":"), json);
    assertTrue(json.matches("(?s).*\"commands served\":[0-9]+,.*"), json);
    assertTrue(
        json.contains("{\"device\":\"cuda:0\",\"busy %\":7,\"slices\":1,\"tasks\":2}"), json);
    String text = TableFormat.TEXT.write(status);
    assertTrue(text.contains("process: " + ProcessHandle.current().pid() + "\n"), text);
    assertTrue(text.contains("ends when idle for: 3600 s\ncommands under way: "), text);
  }

  private static String write(String name, byte[] bytes) throws IOException {
    return Files.write(files.resolve(name), bytes).toString();
  }

  private static void write(String name, String text) throws IOException {
    boolean hex = name.equals("points") || name.equals("scalars");
    write(name, hex ? HexFormat.of().parseHex(text) : text.getBytes(UTF_8));
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    new Random(20).nextBytes(random);
    return random;
  }

  private static byte[] elements(int count) {
    byte[] elements = random(32 * count);
    for (int i = 0; i < count; i++) {
      elements[32 * i] = 0;
    }
    return elements;
  }

  /** Each row: the arguments, {@code @} standing for the folder with the inputs. */
  static Stream<String> commands() {
    return Stream.of(
        "hash @/records -",
        "hash --records 64 @/records",
        "hash --records 64 --algorithm keccak-256 -",
        "hash --records 63 @/records",
        "hash --lines -",
        "hash --check @/list",
        "hash --check -",
        "hash nosuch @/records @ ../docs/cli.md",
        "hash --raw @/made --records 64 @/records",
        "hash --raw @/no/such/folder --records 64 @/records",
        "hash --raw - --records 64 @/records",
        "hash --algorithm md5 -",
        "hash --batch -5 -",
        "hash",
        "hash --strategy gpu-only --device nosuch:0 --records 64 @/records",
        "hash --device cpu --sample-rate 100 --batch 512 --records 64 @/records",
        "merkle --leaves @/records --leaf-bytes 64 --proof 7",
        "merkle --leaves @/list --lines",
        "merkle-verify --root 00 --leaf 00 --index 0 --leaves 1 nosuch",
        "ecdsa verify --curve secp256k1 " + SIGNATURES,
        "ecdsa verify --curve p256 -",
        "ecdsa verify --curve p256 " + SIGNATURES,
        "ecdsa recover " + SIGNATURES,
        "ecdsa",
        "clsag verify -",
        "ringct verify -",
        "msm --curve bn254 --points @/points --scalars @/scalars",
        "msm --curve bn254 --points @/scalars --scalars @/points",
        "msm --curve bls12-381 --points @/points --scalars @/scalars",
        "ntt --field bn254 @/elements @/made",
        "ntt --field bn254 @/elements -",
        "ntt --field bn254 @/list @/made");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void answersAreTheSameWithAndWithoutIt(String line) throws IOException {
    String[] args = line.replace("@", files.toString()).split(" ");
    byte[] input = random(4096);
    Run without = Run.withInput(input, args);
    byte[] made = made();
    Run through = house.visit(input, args);
    assertEquals(without, through);
    assertEquals(HexFormat.of().formatHex(made), HexFormat.of().formatHex(made()));
    try (Stream<Path> all = Files.list(files)) {
      assertEquals(
          List.of(),
          all.map(p -> p.getFileName().toString()).filter(n -> n.startsWith(".")).toList());
    }
  }

  private static byte[] made() throws IOException {
    Path made = files.resolve("made");
    byte[] bytes = Files.exists(made) ? Files.readAllBytes(made) : NOTHING;
    Files.deleteIfExists(made);
    return bytes;
  }

  @Test
  void longOutputAndInputArriveWhole() throws IOException {
    byte[] input = random(9 << 20);
    String[] args = {"hash", "--records", "64", "--raw", "-", "-"};
    assertEquals(Run.withInput(input, args), house.visit(input, args));
  }

  @Test
  void severalVisitorsAtATimeGetEachTheirOwn() throws Exception {
    List<Future<Run>> visits = new ArrayList<>();
    List<Run> right = new ArrayList<>();
    try (ExecutorService visitors = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 24; i++) {
        byte[] input = random(64 * (1000 + i));
        String[] args = {
          "hash", "--records", "64", i % 2 == 0 ? "--batch=512" : "--batch=1024", "-"
        };
        right.add(Run.withInput(input, args));
        visits.add(visitors.submit(() -> house.visit(input, args)));
      }
      for (int i = 0; i < visits.size(); i++) {
        assertEquals(right.get(i), visits.get(i).get(), "visit " + i);
      }
    }
  }

  /** A disk that is full, and a reader that has seen enough. */
  @ParameterizedTest
  @ValueSource(strings = {"No space left on device", "Broken pipe"})
  void whatCannotBeWrittenIsToldAsItIsWithoutIt(String reason) throws IOException {
    String[] args = {"hash", "--records", "64", records};
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(reason);
          }
        };
    ByteArrayOutputStream without = new ByteArrayOutputStream();
    Io io = Io.of(InputStream.nullInputStream(), full, without, false, Caller.THIS_PROCESS);
    int status = Main.run(io, args);
    ByteArrayOutputStream through = new ByteArrayOutputStream();
    assertEquals(
        status, house.visit(InputStream.nullInputStream(), full, through, args).orElseThrow());
    assertEquals(without.toString(UTF_8), through.toString(UTF_8));
    assertEquals(1, status);
  }

  @Test
  void whatCannotBeReadIsToldAsItIsWithoutIt() throws IOException {
    InputStream closed =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Bad file descriptor");
          }

          @Override
          public int read(byte[] target, int from, int length) throws IOException {
            return read();
          }
        };
    ByteArrayOutputStream without = new ByteArrayOutputStream();
    OutputStream nowhere = OutputStream.nullOutputStream();
    int status = Main.run(Io.of(closed, nowhere, without, false, Caller.THIS_PROCESS), "hash", "-");
    ByteArrayOutputStream through = new ByteArrayOutputStream();
    assertEquals(status, house.visit(closed, nowhere, through, "hash", "-").orElseThrow());
    assertEquals(without.toString(UTF_8), through.toString(UTF_8));
    assertTrue(through.toString(UTF_8).contains("Bad file descriptor"));
  }

  @Test
  void theSecondCommandStartsNoWorker() throws IOException {
    String[] args = {"hash", "--records", "64", "--verbose", "--device", "cpu-worker", records};
    Run first = house.visit(NOTHING, args);
    Run second = house.visit(NOTHING, args);
    assertTrue(first.err().contains("cpu-worker: starting"), first.err());
    assertFalse(second.err().contains("cpu-worker: starting"), second.err());
    assertTrue(second.err().contains("cpu-worker computed 5000 of 5000"), second.err());
    assertEquals(first.out(), second.out());
  }

  @Test
  void aDeviceThatDiedUnderOneCommandServesTheNext() throws Exception {
    String[] args = {
      "hash", "--records", "64", "--verbose", "--device", "cpu-worker", "--batch", "1024", records
    };
    Run first = house.visit(NOTHING, args);
    Matcher worker = Pattern.compile("up in .*, pid ([0-9]+)").matcher(first.err());
    assertTrue(worker.find(), first.err());
    ProcessHandle process = ProcessHandle.of(Long.parseLong(worker.group(1))).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
    // A command that comes before the daemon has noticed loses a slice to the death, and the device
    // cools down first: whenever it serves again, every answer until then is right.
    Run next;
    do {
      next = house.visit(NOTHING, args);
      assertEquals(0, next.status(), next.err());
      assertEquals(first.out(), next.out());
    } while (!next.err().contains("cpu-worker computed "));
  }

  @Test
  void memoryGoesFromCommandToCommandAndIsZeroed() throws IOException {
    String out = files.resolve("made").toString();
    String in = files.resolve("elements").toString();
    for (int i = 0; i < 20; i++) {
      Run run = house.visit(NOTHING, "ntt", "--field", "bn254", in, out);
      assertEquals(new Run(0, "", ""), run);
    }
    byte[] transformed = made();
    Run fresh = Run.of("ntt", "--field", "bn254", in, out);
    assertEquals(0, fresh.status());
    assertArrayEquals(made(), transformed);
  }

  @Test
  void commandsOfAnotherSurroundingRunByThemselves() {
    List<String> lines = new ArrayList<>();
    lines.add("Umask=0022");
    lines.add("HOME=/a");
    assertEquals(Optional.empty(), Surroundings.difference(lines, List.copyOf(lines)));
    assertEquals(
        "it was started with another Umask",
        Surroundings.difference(lines, List.of("Umask=0077", "HOME=/a")).orElseThrow());
    assertEquals(
        "it was started with another CUDA_HOME",
        Surroundings.difference(lines, List.of("Umask=0022", "CUDA_HOME=/b", "HOME=/a"))
            .orElseThrow());
    assertEquals(
        "it was started with another HOME",
        Surroundings.difference(lines, List.of("Umask=0022")).orElseThrow());
  }

  @Test
  void moreCommandsThanItTakesRunByThemselves(@TempDir Path other) throws Exception {
    try (House small = House.open(other, Duration.ofHours(1), 1);
        Wire waiting = small.folder().connect().orElseThrow()) {
      waiting.send(hello("hash", "-").frame());
      assertEquals(Frame.Kind.ACCEPTED, waiting.receive(Frame.Kind.ACCEPTED).kind());
      IOException refused =
          assertThrows(IOException.class, () -> small.visit(NOTHING, "hash", records));
      assertEquals("it has as many commands as it takes, or ends", refused.getMessage());
    }
  }

  static Hello hello(String... args) throws IOException {
    return new Hello(
        Hello.Request.RUN,
        false,
        ProcessHandle.current().pid(),
        Surroundings.here(),
        List.of(args));
  }

  @Test
  void aVisitorThatIsKilledLeavesNothingBehind(@TempDir Path folder) throws Exception {
    Path target = folder.resolve("made");
    try (Wire wire = house.folder().connect().orElseThrow()) {
      wire.send(hello("hash", "--raw", target.toString(), "--records", "64", "-").frame());
      wire.receive(Frame.Kind.ACCEPTED);
      Frame frame = wire.receive(Frame.Kind.READ, Frame.Kind.MAKING);
      if (frame.kind() == Frame.Kind.MAKING) {
        wire.receive(Frame.Kind.READ);
      }
      wire.send(new Frame(Frame.Kind.BYTES, random(6400)));
    }
    house.until("commands under way", "0 of 4");
    while (commandsRun()) {
      Thread.sleep(5);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
    assertEquals(
        Run.of("hash", "--records", "64", records),
        house.visit(NOTHING, "hash", "--records", "64", records));
  }

  private static boolean commandsRun() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("twinloop-command"));
  }

  @Test
  void secretsAndHelpStayWithTheirProcess() {
    assertTrue(Visitor.eligible("hash", "x"));
    assertFalse(Visitor.eligible("zk", "prove", "x"));
    assertFalse(Visitor.eligible("hash", "--help"));
    assertFalse(Visitor.eligible("hash", "/dev/tty"));
    assertFalse(Visitor.eligible());
  }
}
