package dev.twinloop.device;

import dev.twinloop.toy.ToyKnownAnswers;
import java.time.Duration;
import java.util.Optional;

/** A toy accelerator that takes its steps when a test says so. */
public final class HandDevice {
  private final ManualThreads threads = new ManualThreads();
  private final ToySource source = new ToySource();
  private final EngineDevice device;

  /** One of this id and so many slots that nobody has wanted. */
  public HandDevice(String id, int slots) {
    this(id);
    source.preferredSlots = slots;
  }

  /** One of this id that nobody has wanted. */
  public HandDevice(String id) {
    device =
        new EngineDevice(
            new DeviceIdentity(id, Optional.empty(), true, source),
            new DeviceContext(
                HealthRules.defaults(), threads, _ -> {}, Answers.of(new ToyKnownAnswers())));
  }

  /** The device. */
  public Device device() {
    return device;
  }

  /** Does all that it was asked for. */
  public void settle() {
    threads.settle();
  }

  /** Lets time pass on its clock, and does what is due. */
  public void advance(Duration time) {
    threads.advance(time);
  }

  /** From now on its runs fail so, or succeed again. */
  public void fails(Optional<RuntimeException> how) {
    source.runFailure = how;
  }

  /** From now on its answers are wrong, or right again. */
  public void lies(boolean value) {
    source.lies = value;
  }

  /** How many slots it has opened in all its lives. */
  public int opened() {
    return source.slots.size();
  }
}
