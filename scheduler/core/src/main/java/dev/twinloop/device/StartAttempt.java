package dev.twinloop.device;

import dev.twinloop.device.DeviceState.Cue;
import dev.twinloop.engine.DeviceException;
import java.util.Optional;

/**
 * How the start of an engine ended: with an engine, or with what follows for the device.
 *
 * @param running the engine, if it came up
 * @param failure what happens to the device otherwise
 */
record StartAttempt(Optional<RunningEngine> running, Cue failure) {
  private static final System.Logger LOG = System.getLogger(Device.class.getName());

  /** Starts an engine; takes as long as that takes. */
  static StartAttempt of(DeviceIdentity device, DeviceContext context) {
    try {
      RunningEngine running = device.source().start();
      return new StartAttempt(Optional.of(running), new Cue.Close());
    } catch (EngineSource.AbsentDevice e) {
      return failed(new Cue.Absent(context.coolDownEnd(), String.valueOf(e.getMessage())));
    } catch (DeviceException e) {
      return failed(new Cue.Lost(context.coolDownEnd(), String.valueOf(e.getMessage())));
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "device " + device.id() + ": start", e);
      return failed(new Cue.Lost(context.coolDownEnd(), e.toString()));
    }
  }

  private static StartAttempt failed(Cue cue) {
    return new StartAttempt(Optional.empty(), cue);
  }
}
