package dev.twinloop.worker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.worker.protocol.Frame;
import dev.twinloop.worker.protocol.FrameIntake;
import dev.twinloop.worker.protocol.FrameStream;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VigilTest {
  private static final Duration LONGEST = Duration.ofMillis(8);

  private final Pipe pipe = Pipe.open();
  private final FrameStream frames = new FrameStream(pipe.source(), pipe.sink());
  private final List<Frame> received = new ArrayList<>();
  private final List<Long> dozes = new ArrayList<>();
  private final FrameIntake intake = new FrameIntake(frames, pipe.source(), received::add);

  VigilTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    intake.close();
    pipe.sink().close();
    pipe.source().close();
  }

  private boolean looked(Vigil vigil) throws IOException {
    received.clear();
    dozes.clear();
    frames.write(new Frame.Release(1));
    vigil.keep(intake, System.nanoTime(), () -> !received.isEmpty(), dozes::add);
    boolean looked = !received.isEmpty();
    intake.look(System.nanoTime() + 60_000_000_000L, () -> !received.isEmpty());
    return looked;
  }

  private static Vigil used(Vigil vigil, long ns) {
    for (int i = 0; i < 64; i++) {
      vigil.observe(ns);
    }
    return vigil;
  }

  @Test
  void onlyWhatIsUsuallyShortIsLookedFor() throws IOException {
    Vigil vigil = new Vigil(LONGEST, new Vigil.Crew(1));
    assertFalse(looked(vigil), "nothing is known yet");
    assertTrue(looked(used(vigil, 100_000)));
    assertEquals(List.of(), dozes);
    assertTrue(looked(used(vigil, 4_000_000)));
    assertEquals(1, dozes.size());
    assertFalse(looked(used(vigil, 20_000_000)));
    assertEquals(List.of(), dozes);
  }

  @Test
  void threeQuartersOfTheUsualTimeAreSlept() throws IOException {
    Vigil patient = new Vigil(Duration.ofHours(8), new Vigil.Crew(1)); // no pause of a test is long
    assertTrue(looked(used(patient, Duration.ofHours(4).toNanos())));
    assertEquals(3.0, dozes.getFirst() / 3.6e12, 0.5, "hours");
  }

  @Test
  void aPauseIsForgottenAfterSomeShortTimes() {
    Vigil vigil = used(new Vigil(LONGEST, new Vigil.Crew(1)), 500_000);
    vigil.observe(Duration.ofHours(1).toNanos());
    assertTrue(vigil.usualNs() <= 2 * LONGEST.toNanos());
    for (int i = 0; i < 12; i++) {
      vigil.observe(500_000);
    }
    assertTrue(vigil.usualNs() < 1_000_000, "" + vigil.usualNs());
  }

  @Test
  void aMachineOfFewProcessorsHasNobodyWhoLooks() throws IOException {
    assertFalse(looked(used(new Vigil(LONGEST, new Vigil.Crew(0)), 100_000)));
  }

  @Test
  void aVirtualThreadKeepsNoProcessorBusy() throws Exception {
    Vigil vigil = used(new Vigil(LONGEST, new Vigil.Crew(1)), 100_000);
    boolean[] looked = {true};
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                looked[0] = looked(vigil);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            })
        .join();
    assertFalse(looked[0]);
  }
}
