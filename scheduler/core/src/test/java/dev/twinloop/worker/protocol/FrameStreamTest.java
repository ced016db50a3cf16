package dev.twinloop.worker.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.ProgramName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameStreamTest {
  private static final HardwareCaps CAPS =
      new HardwareCaps("x:0", "Name", EngineType.GPU, Backend.CUDA, true, 1L << 40, 132, "580");

  @Test
  void everyFrameArrivesAsItWasSent() throws IOException {
    List<Frame> frames =
        List.of(
            new Frame.Hello(Frame.PROTOCOL, 3, List.of(CAPS)),
            new Frame.Prepare(
                1, "t1", new ProgramName("a.B", List.of("1", "X")), 4, "/f", 1L << 33),
            new Frame.Prepared(1, 5),
            new Frame.Share(3, "/proc/1/fd/2", 1L << 33),
            new Frame.Run(2, "abc", true, List.of(new Frame.Window("in", 3, 4096, 1L << 32))),
            new Frame.Done(2, Timings.ofRun(1, 2, 3, 4)),
            new Frame.Failed(Frame.NO_SLOT, DeviceException.Code.LAUNCH, "what happened"),
            new Frame.Release(9));
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    FrameStream out = writer(wire);
    for (Frame frame : frames) {
      out.write(frame);
    }
    FrameStream in = reader(wire.toByteArray());
    for (Frame frame : frames) {
      assertEquals(frame, in.read());
    }
    assertThrows(EOFException.class, in::read);
  }

  @Test
  void noiseOnTheControlStreamIsAnError() {
    assertThrows(
        IOException.class,
        () ->
            reader("a driver says hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)).read());
    assertThrows(IOException.class, () -> reader(new byte[] {0, 0, 0, 1, 'Z'}).read());
    assertThrows(IOException.class, () -> reader(new byte[] {0, 0, 0, 2, 'R', 0}).read());
    assertThrows(IOException.class, () -> reader(new byte[] {0, 0, 0, 0}).read());
  }

  @Test
  void longTextsAreCutRatherThanRefused() throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    writer(wire).write(new Frame.Failed(1, DeviceException.Code.LAUNCH, "ü".repeat(100_000)));
    Frame.Failed read = (Frame.Failed) reader(wire.toByteArray()).read();
    assertEquals(8000, read.text().length());
  }

  private static FrameStream reader(byte[] bytes) {
    return new FrameStream(
        Channels.newChannel(new ByteArrayInputStream(bytes)),
        Channels.newChannel(OutputStream.nullOutputStream()));
  }

  private static FrameStream writer(OutputStream wire) {
    return new FrameStream(
        Channels.newChannel(new ByteArrayInputStream(new byte[0])), Channels.newChannel(wire));
  }
}
