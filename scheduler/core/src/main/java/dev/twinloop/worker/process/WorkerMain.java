package dev.twinloop.worker.process;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.worker.protocol.Frame;
import dev.twinloop.worker.protocol.FrameException;
import dev.twinloop.worker.protocol.FrameIntake;
import dev.twinloop.worker.protocol.FrameStream;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The child process that hosts the engine of one accelerator.
 *
 * <p>Arguments: the provider's name, then the device id. Without a device id, the process lists
 * devices and exits. It exchanges {@link Frame}s over a private socket that the caller opened. Its
 * standard output and standard error are log. It exits when the channel ends; the channel ends when
 * the caller dies.
 */
public final class WorkerMain {
  /** The path of the caller's socket. */
  static final String CONTROL_PROPERTY = "twinloop.control";

  /** The caller's process id. */
  static final String PARENT_PROPERTY = "twinloop.parent";

  private static final System.Logger LOG = System.getLogger(WorkerMain.class.getName());

  private WorkerMain() {}

  /** Starts the worker. */
  public static void main(String[] args) throws IOException {
    Long parent = Long.getLong(PARENT_PROPERTY);
    if (parent != null) {
      ParentWatch.bindTo(parent);
    }
    if (Confidential.here()) {
      Confidential.forbidCoreFiles();
    }
    SocketChannel control =
        ControlSocket.connect(
            Path.of(Objects.requireNonNull(System.getProperty(CONTROL_PROPERTY))));
    FrameStream frames = new FrameStream(control, control);
    Optional<Drill> drill =
        Optional.ofNullable(System.getProperty(Drill.PROPERTY)).map(Drill::parse);
    drill.ifPresent(Drill::beforeStart);
    int exit = 0;
    try {
      EngineProvider provider = provider(args[0]);
      if (args.length == 1) {
        frames.write(new Frame.Hello(Frame.PROTOCOL, 0, provider.devices()));
      } else {
        serve(frames, control, new SlotTable(provider.open(args[1]), frames, drill));
      }
    } catch (DeviceException e) {
      frames.write(new Frame.Failed(Frame.NO_SLOT, e.code(), text(e)));
      exit = 1;
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "worker " + String.join(" ", args), e);
      exit = 1;
    } catch (RuntimeException | Error e) {
      frames.write(new Frame.Failed(Frame.NO_SLOT, DeviceException.Code.UNAVAILABLE, e.toString()));
      LOG.log(System.Logger.Level.WARNING, "worker " + String.join(" ", args), e);
      exit = 1;
    }
    // Not exit(): a driver's own shutdown code may hang, and nothing here needs it.
    Runtime.getRuntime().halt(exit);
  }

  private static EngineProvider provider(String name) {
    List<EngineProvider> found =
        ServiceLoader.load(EngineProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(p -> p.name().equals(name))
            .toList();
    if (found.size() != 1) {
      throw DeviceException.Code.UNAVAILABLE.exception(
          "engine provider: name="
              + name
              + ", found="
              + found.size()
              + " on the worker's class path, accepted: exactly one");
    }
    return found.getFirst();
  }

  /**
   * Answers requests until the caller has closed the channel, or has died.
   *
   * @param in where frames come in
   */
  static void serve(FrameStream frames, SelectableChannel in, SlotTable slots) throws IOException {
    try (FrameIntake intake = new FrameIntake(frames, in, frame -> request(slots, frame))) {
      slots.open(intake);
      intake.serve();
    } catch (java.io.EOFException _) {
      // The caller closed the stream or died: end quietly.
    }
  }

  private static void request(SlotTable slots, Frame frame) throws IOException {
    switch (frame) {
      case Frame.Prepare f -> slots.prepare(f);
      case Frame.Share f -> slots.share(f);
      case Frame.Run f -> slots.run(f);
      case Frame.Release f -> slots.release(f);
      case Frame.Hello _, Frame.Prepared _, Frame.Done _, Frame.Failed _ ->
          throw new FrameException("frame: an answer where a request was expected");
    }
  }

  private static String text(DeviceException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }
}
