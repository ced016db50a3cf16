package dev.twinloop.cli.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.Caller;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.Run;
import dev.twinloop.cli.daemon.Frame.Kind;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A daemon, or a visitor, that does not do as it should; what a killed daemon left. */
class DaemonFaultsTest {
  private static final String[] HASH = {"hash", "--lines", "-"};

  @TempDir Path place;

  private static ByteBuffer frame(int kind, int length, byte... body) {
    return ByteBuffer.allocate(5 + body.length).put((byte) kind).putInt(length).put(body).flip();
  }

  @Test
  void hostileVisitorsAreCutOffAndOthersServed() throws Exception {
    byte[] random = new byte[4096];
    new Random(1).nextBytes(random);
    byte[] count = ByteBuffer.allocate(18).putInt(0x7477_6c01).putInt(14, 1 << 30).array();
    List<ByteBuffer> hostile =
        List.of(
            ByteBuffer.wrap(random),
            frame(Kind.HELLO.code(), -1),
            frame(Kind.HELLO.code(), Integer.MAX_VALUE),
            frame(Kind.HELLO.code(), 0),
            frame(Kind.HELLO.code(), count.length, count),
            frame(Kind.EXIT.code(), 0),
            frame(127, 0));
    try (House house = House.open(place)) {
      for (ByteBuffer bytes : hostile) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
          channel.connect(UnixDomainSocketAddress.of(house.folder().socket()));
          channel.write(bytes);
          ByteBuffer answer = ByteBuffer.allocate(1);
          assertEquals(-1, readOrEnd(channel, answer), "closed without an answer");
        }
      }
      try (Wire wire = house.folder().connect().orElseThrow()) {
        wire.send(DaemonTest.hello(HASH).frame());
        wire.receive(Kind.ACCEPTED);
        wire.receive(Kind.READ);
        wire.send(Frame.of(Kind.MAKING, "file:///etc/passwd"));
        assertThrows(IOException.class, () -> wire.receive(Kind.READ));
      }
      house.until("commands under way", "0 of 4");
      assertEquals(0, house.visit("a\n".getBytes(UTF_8), HASH).status());
    }
  }

  /** A side that closes with bytes unread resets the connection. */
  private static int readOrEnd(SocketChannel channel, ByteBuffer target) {
    try {
      return channel.read(target);
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  void moreInputThanWasAskedForIsRefused() throws Exception {
    try (House house = House.open(place);
        Wire wire = house.folder().connect().orElseThrow()) {
      wire.send(DaemonTest.hello("ecdsa", "verify", "--curve", "p256", "-").frame());
      wire.receive(Kind.ACCEPTED);
      int asked = wire.receive(Kind.READ).number();
      wire.send(new Frame(Kind.BYTES, new byte[asked + 1]));
      Frame told = wire.receive(Kind.ERR);
      assertTrue(told.text().contains("accepted: 1 to " + asked), told.text());
    }
  }

  /** What a daemon may say instead of doing its work. */
  @ParameterizedTest
  @ValueSource(strings = {"", "READ 0", "READ x", "EXIT 256", "EXIT -1", "HELLO x", "MAKING ::"})
  void aDaemonThatEndsInTheMiddleCostsAnErrorThatSaysSo(String says) throws Exception {
    DaemonFolder folder = new DaemonFolder(place.resolve("d"));
    folder.make();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(folder.socket()));
      Path part = Files.writeString(place.resolve(".twinloop-00"), "half");
      Path other = Files.writeString(place.resolve("other"), "whole");
      Thread daemon =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (Wire wire = new Wire(server.accept())) {
                      wire.receive(Kind.HELLO);
                      wire.send(Frame.of(Kind.ACCEPTED, "1"));
                      wire.send(Frame.of(Kind.MAKING, part.toUri().toString()));
                      wire.send(Frame.of(Kind.MAKING, other.toUri().toString()));
                      String[] words = says.split(" ");
                      if (words.length > 1) {
                        wire.send(Frame.of(Kind.valueOf(words[0]), words[1]));
                      }
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      OptionalInt status = visit(folder, err);
      daemon.join();
      assertEquals(OptionalInt.of(1), status);
      assertEquals(
          "twinloop: the daemon ended in the middle of this command: what was printed may not be"
              + " all; try again\n",
          err.toString(UTF_8));
      assertFalse(Files.exists(part), "its file in the making");
      assertTrue(Files.exists(other), "a file of another name");
    }
  }

  private static OptionalInt visit(DaemonFolder folder, OutputStream err) throws IOException {
    InputStream in = InputStream.nullInputStream();
    OutputStream out = OutputStream.nullOutputStream();
    Io io = Io.of(in, out, err, false, Caller.THIS_PROCESS);
    return Visitor.visit(folder, new Visitor.Streams(in, out, err, false), io, HASH);
  }

  /** Once whoever came waited as long as the daemon was stopped. */
  @Test
  void aDaemonThatDoesNotAnswerKeepsNobodyWaiting() throws Exception {
    DaemonFolder folder = new DaemonFolder(place.resolve("d"), Duration.ofMillis(20));
    folder.make();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(folder.socket()));
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      var visited = assertThrows(IOException.class, () -> visit(folder, err));
      assertEquals("no answer within 0.02 s", visited.getMessage());
      assertEquals("", err.toString(UTF_8));
      var asked =
          assertThrows(IOException.class, () -> DaemonCommand.ask(folder, Hello.Request.STATUS));
      assertEquals(
          "the daemon in " + folder.path() + ": no answer within 0.02 s", asked.getMessage());
      // What it says when it goes on meets nobody, so that it does not begin the command.
      try (SocketChannel late = server.accept()) {
        new Wire(late).receive(Kind.HELLO);
        assertThrows(IOException.class, () -> new Wire(late).send(Frame.of(Kind.ACCEPTED, "1")));
      }
    }
  }

  /** Before it has accepted, nothing is lost: the command runs by itself. */
  @Test
  void aDaemonThatEndsAtOnceIsDoneWithout() throws Exception {
    DaemonFolder folder = new DaemonFolder(place.resolve("d"));
    folder.make();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(folder.socket()));
      Thread daemon =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (SocketChannel visitor = server.accept()) {
                      assertTrue(visitor.isConnected());
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      assertThrows(IOException.class, () -> visit(folder, err));
      daemon.join();
    }
    assertEquals(OptionalInt.empty(), visit(folder, err), "a stale socket");
    assertEquals("", err.toString(UTF_8));
  }

  @Test
  void whatAKilledDaemonLeftIsRemoved() throws Exception {
    DaemonFolder folder = new DaemonFolder(place.resolve("d"));
    folder.make();
    Files.createFile(folder.lock());
    try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      killed.bind(UnixDomainSocketAddress.of(folder.socket()));
    }
    assertTrue(Files.exists(folder.socket()));
    try (House house = House.open(place)) {
      Run run = house.visit("a\n".getBytes(UTF_8), HASH);
      assertEquals(0, run.status());
    }
    assertFalse(Files.exists(folder.socket()));
  }

  @Test
  void aFolderOfOthersIsRefused() throws IOException {
    DaemonFolder folder = new DaemonFolder(place.resolve("d"));
    folder.make();
    Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwxr-x---"));
    IOException refused = assertThrows(IOException.class, folder::make);
    assertTrue(refused.toString().contains("mode=40750, accepted: "), refused::toString);
    Path link = Files.createSymbolicLink(place.resolve("link"), place);
    assertThrows(IOException.class, new DaemonFolder(link)::make);
    Path deep = Path.of("/tmp/" + "x".repeat(100));
    assertThrows(IOException.class, new DaemonFolder(deep)::make);
  }

  @Test
  void theEnvironmentNamesTheFolder() throws IOException {
    assertEquals(Optional.empty(), DaemonFolder.of(Map.of("TWINLOOP_DAEMON", "off")));
    assertEquals(
        Path.of("/run/user/1/twinloop"),
        DaemonFolder.of(Map.of("XDG_RUNTIME_DIR", "/run/user/1")).orElseThrow().path());
    assertThrows(IOException.class, () -> DaemonFolder.of(Map.of("TWINLOOP_DAEMON", "here")));
  }

  @Test
  void itEndsWhenNobodyComesOrNobodyCanFindIt() throws Exception {
    House idle = House.open(place, Duration.ofMillis(1), 1);
    idle.running().join();
    assertFalse(Files.exists(idle.folder().socket()));
    House lost = House.open(place, Duration.ofHours(1), 1);
    Files.delete(lost.folder().socket());
    lost.running().join();
    try (House next = House.open(place)) {
      assertEquals(
          Optional.empty(),
          Daemon.open(new Daemon.Options(next.folder(), Duration.ofHours(1), 1))
              .map(Daemon::toString));
    }
  }

  @Test
  void aConnectionThatEndsIsNoError() throws Exception {
    try (House house = House.open(place)) {
      house.folder().connect().orElseThrow().close();
      try (Wire wire = house.folder().connect().orElseThrow()) {
        wire.send(Hello.asking(Hello.Request.STATUS).frame());
        assertTrue(wire.receive(Kind.TOLD).text().contains("commands served\t0\n"));
        assertThrows(EOFException.class, () -> wire.receive(Kind.TOLD));
      }
    }
  }
}
