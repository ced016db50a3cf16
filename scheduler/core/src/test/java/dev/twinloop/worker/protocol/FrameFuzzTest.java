package dev.twinloop.worker.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.ProgramName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A hundred thousand frames that are none, or nearly one: each an IOException or a frame. */
class FrameFuzzTest {
  private static final int FRAMES = 100_000;
  private static final long SEED = 20_261_129;
  private static final HardwareCaps CAPS =
      new HardwareCaps("x:0", "Name", EngineType.GPU, Backend.CUDA, true, 1L << 40, 132, "580");
  private static final List<Frame> SEEDS =
      List.of(
          new Frame.Hello(Frame.PROTOCOL, 3, List.of(CAPS, CAPS)),
          new Frame.Prepare(1, "t1", new ProgramName("a.B", List.of("1", "X")), 4, "/f", 1L << 33),
          new Frame.Prepared(1, 5),
          new Frame.Share(3, "/proc/1/fd/2", 1L << 33),
          new Frame.Run(2, "abc", true, List.of(new Frame.Window("in", 3, 4096, 1L << 32))),
          new Frame.Done(2, Timings.ofRun(1, 2, 3, 4)),
          new Frame.Failed(Frame.NO_SLOT, DeviceException.Code.LAUNCH, "what happened"),
          new Frame.Release(9));

  @Test
  void mangledFramesAreRefusedOrAreFrames() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    int frames = 0;
    int refused = 0;
    long before = allocated();
    for (int i = 0; i < FRAMES; i++) {
      byte[] bytes = mangled(FrameCodec.encode(SEEDS.get(i % SEEDS.size())), random);
      try {
        Frame frame = FrameCodec.decode(bytes);
        assertEquals(frame, FrameCodec.decode(FrameCodec.encode(frame)), "seed " + SEED);
        frames++;
      } catch (IOException _) {
        refused++;
      }
    }
    assertTrue(frames > FRAMES / 100 && refused > FRAMES / 100, "frames=" + frames);
    long each = (allocated() - before) / FRAMES;
    assertTrue(each < 64 << 10, "bytes allocated for each frame=" + each);
  }

  @Test
  void noiseIsRefused() {
    SplittableRandom random = new SplittableRandom(SEED);
    int refused = 0;
    for (int i = 0; i < FRAMES; i++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      FrameStream stream =
          new FrameStream(
              Channels.newChannel(new ByteArrayInputStream(noise)),
              Channels.newChannel(OutputStream.nullOutputStream()));
      try {
        Frame unused = stream.read();
      } catch (IOException _) {
        refused++;
      }
    }
    assertTrue(refused > FRAMES * 0.99, "refused=" + refused);
  }

  private static byte[] mangled(byte[] bytes, SplittableRandom random) {
    byte[] other = bytes.clone();
    for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
      switch (random.nextInt(4)) {
        case 0 -> other[random.nextInt(other.length)] = (byte) random.nextInt();
        case 1 -> other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
        case 2 -> other[random.nextInt(other.length)] = (byte) (random.nextBoolean() ? -1 : 0x7f);
        default -> other = Arrays.copyOf(other, Math.max(1, random.nextInt(other.length + 9)));
      }
    }
    return other;
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
