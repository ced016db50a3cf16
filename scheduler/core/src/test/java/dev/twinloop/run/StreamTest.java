package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.policy.Copies;
import dev.twinloop.policy.TaskView.StreamView;
import org.junit.jupiter.api.Test;

/** Fault 5: a start-up was weighed against each task alone, never against the stream of them. */
class StreamTest {
  private static final double SECOND = 1e9;
  private static final double SAVED = 2e6;

  private final Stream stream = new Stream(10);

  /** A task each 10 ms, each of which would save 2 ms: 200 ms in each second. */
  private long hundredASecond(double seconds, long fromNs) {
    long now = fromNs;
    for (int i = 0; i < 100 * seconds; i++) {
      stream.arrived(SAVED, now);
      now += 10_000_000;
    }
    return now;
  }

  @Test
  void aStreamGainsWhatItsTasksWouldSaveTogether() {
    long now = hundredASecond(30, 1);
    assertEquals(200e6, stream.gainNsPerSecond(now), 10e6);
  }

  @Test
  void aYoungStreamIsNotTakenForASlowOne() {
    long now = hundredASecond(1, 1);
    assertEquals(200e6, stream.gainNsPerSecond(now), 20e6);
  }

  @Test
  void oneOrTwoTasksAreNoStream() {
    stream.arrived(SAVED, 1);
    stream.arrived(SAVED, 2);
    assertEquals(0, stream.gainNsPerSecond(3));
  }

  @Test
  void aStreamThatHasEndedGainsLessAndLess() {
    long now = hundredASecond(30, 1);
    double after = stream.gainNsPerSecond(now + (long) (60 * SECOND));
    assertTrue(after < 1e6, "gain=" + after);
  }

  @Test
  void thePolicyIsToldWhereTheLastOnesWent() {
    stream.went("cpu");
    stream.went("toy:0");
    stream.went("toy:0");
    StreamView view = stream.view(7);
    assertEquals("toy:0", view.last());
    assertEquals(2, view.inRow());
    assertEquals(7, view.gainNsPerSecond());
  }

  @Test
  void thePolicyIsToldOfCopiesOnEachDevice() {
    stream.copyAsked("toy:0", 1);
    stream.copyAsked("toy:0", 3);
    stream.copyBegan("toy:1", 5);
    stream.copyTimed("toy:1", true);
    stream.copyTimed("toy:1", false);
    assertEquals(new Copies(Long.MAX_VALUE, 0, 8), stream.copies("toy:0", 9));
    assertEquals(new Copies(4, 1, 0), stream.copies("toy:1", 9));
    stream.started("toy:1");
    assertEquals(Copies.NONE, stream.copies("toy:1", 9));
  }
}
