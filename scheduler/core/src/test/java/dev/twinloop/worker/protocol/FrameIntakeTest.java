package dev.twinloop.worker.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameIntakeTest {
  private static final long LONG_NS = 60_000_000_000L;

  private final Pipe pipe = Pipe.open();
  private final FrameStream there = new FrameStream(pipe.source(), pipe.sink());
  private final List<Frame> received = new CopyOnWriteArrayList<>();
  private final FrameIntake intake =
      new FrameIntake(new FrameStream(pipe.source(), pipe.sink()), pipe.source(), received::add);

  FrameIntakeTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    pipe.sink().close();
    intake.close();
    pipe.source().close();
  }

  private CompletableFuture<Void> serving() {
    return CompletableFuture.runAsync(
        () -> {
          try {
            intake.serve();
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        task -> Thread.ofPlatform().daemon().start(task));
  }

  private static IOException end(CompletableFuture<Void> serving) {
    return assertInstanceOf(
        IOException.class, assertThrows(CompletionException.class, serving::join).getCause());
  }

  @Test
  void framesComeInTheirOrderWhoeverLooks() throws IOException {
    CompletableFuture<Void> serving = serving();
    for (int i = 0; i < 2000; i++) {
      int sent = i + 1;
      there.write(new Frame.Release(i));
      if (i % 3 == 0) {
        intake.look(System.nanoTime() + LONG_NS, () -> received.size() == sent);
        assertEquals(sent, received.size());
      }
    }
    pipe.sink().close();
    assertInstanceOf(EOFException.class, end(serving));
    for (int i = 0; i < received.size(); i++) {
      assertEquals(new Frame.Release(i), received.get(i));
    }
    assertEquals(2000, received.size());
  }

  @Test
  void aFrameThatComesInPartsIsTakenBySeveralLooks() throws IOException {
    byte[] bytes = FrameCodec.encode(new Frame.Release(7));
    ByteBuffer message = ByteBuffer.allocate(Integer.BYTES + bytes.length);
    message.putInt(bytes.length).put(bytes).flip();
    while (message.hasRemaining()) {
      int one = message.position() + 1;
      int unused = pipe.sink().write(message.duplicate().limit(one));
      message.position(one);
      intake.look(System.nanoTime(), () -> false);
    }
    assertEquals(List.of(new Frame.Release(7)), received);
  }

  /** A thread that woke late did not look at all for what had come meanwhile. */
  @Test
  void aLookThatComesTooLateTakesWhatIsThere() throws IOException {
    there.write(new Frame.Release(7));
    intake.look(System.nanoTime() - LONG_NS, () -> false);
    assertEquals(List.of(new Frame.Release(7)), received);
  }

  @Test
  void noiseThatALookMeetsEndsTheThreadThatServes() throws IOException {
    ByteBuffer noise = ByteBuffer.wrap(new byte[] {0x7f, -1, -1, -1, 'D'});
    int unused = pipe.sink().write(noise);
    intake.look(System.nanoTime() + LONG_NS, () -> false);
    intake.look(System.nanoTime() + LONG_NS, () -> false);
    assertTrue(received.isEmpty());
    FrameException e = assertInstanceOf(FrameException.class, end(serving()));
    assertTrue(String.valueOf(e.getMessage()).contains("accepted: 1 to"), "" + e);
  }

  @Test
  void aLookEndsInTime() {
    intake.look(System.nanoTime() + 1_000_000, () -> false);
    assertTrue(received.isEmpty());
  }

  /** A channel that does not block takes only a part of a large frame at a time. */
  @Test
  void aLargeFrameIsWrittenInParts() throws IOException {
    pipe.sink().configureBlocking(false);
    Frame large =
        new Frame.Prepare(
            1,
            "t",
            new dev.twinloop.task.ProgramName(
                "a.B", java.util.Collections.nCopies(200, "x".repeat(2000))),
            4,
            "/f",
            1);
    CompletableFuture<Void> serving = serving();
    there.write(large);
    pipe.sink().close();
    assertInstanceOf(EOFException.class, end(serving));
    assertEquals(List.of(large), received);
  }
}
