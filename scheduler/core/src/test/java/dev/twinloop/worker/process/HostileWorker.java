package dev.twinloop.worker.process;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Timings;
import dev.twinloop.worker.protocol.Frame;
import dev.twinloop.worker.protocol.FrameStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A worker's process that does as its argument says. */
public final class HostileWorker {
  private static final HardwareCaps CAPS =
      new HardwareCaps("toy:0", "toy", EngineType.GPU, Backend.JVM, false, 1 << 30, 1, "1");

  private HostileWorker() {}

  /** Starts it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    SocketChannel control =
        ControlSocket.connect(
            Path.of(Objects.requireNonNull(System.getProperty(WorkerMain.CONTROL_PROPERTY))));
    FrameStream frames = new FrameStream(control, control);
    switch (args[0]) {
      case "noDevice" -> frames.write(new Frame.Hello(Frame.PROTOCOL, 1, List.of()));
      case "noSlots" -> frames.write(new Frame.Hello(Frame.PROTOCOL, 0, List.of(CAPS)));
      case "twoDevices" -> frames.write(new Frame.Hello(Frame.PROTOCOL, 1, List.of(CAPS, CAPS)));
      case "otherProtocol" -> frames.write(new Frame.Hello(1, 1, List.of(CAPS)));
      case "garbage" -> send(control, "a driver says hello".getBytes(StandardCharsets.UTF_8));
      case "oversized" -> send(control, new byte[] {0x7f, -1, -1, -1});
      case "half" -> {
        send(control, new byte[] {0, 0, 0, 9, 'H'});
        control.close();
      }
      case "request" -> frames.write(new Frame.Release(0));
      case "closed" -> {
        frames.write(new Frame.Hello(Frame.PROTOCOL, 1, List.of(CAPS)));
        control.close();
      }
      case "wrongAnswers" -> {
        frames.write(new Frame.Hello(Frame.PROTOCOL, 1, List.of(CAPS)));
        while (true) {
          if (frames.read() instanceof Frame.Prepare prepare) {
            frames.write(new Frame.Prepared(prepare.slot() + 77, 0)); // nobody's: no harm
            frames.write(new Frame.Done(prepare.slot(), Timings.ofRun(0, 0, 0, 0)));
          }
        }
      }
      case "endlessLine" -> {
        frames.write(new Frame.Hello(Frame.PROTOCOL, 1, List.of(CAPS)));
        byte[] text = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 1 << 12; i++) {
          System.out.write(text);
        }
        System.out.println();
        System.out.println("still here");
      }
      case "chatty" -> {
        System.out.println("[0.003s][info][gc] Using Serial");
        frames.write(new Frame.Hello(Frame.PROTOCOL, 1, List.of(CAPS)));
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
    System.out.flush();
    Thread.sleep(Long.MAX_VALUE);
  }

  private static void send(SocketChannel control, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      int unused = control.write(buffer);
    }
  }

  /** The command that starts it. */
  static WorkerCommand command(String what) {
    return new WorkerCommand(
        List.of(HostileWorker.class.getName(), what),
        List.of("-Xlog:gc", "-cp", System.getProperty("java.class.path")),
        java.util.Map.of("JAVA_TOOL_OPTIONS", "-verbose:gc -XX:+PrintCommandLineFlags"));
  }
}
