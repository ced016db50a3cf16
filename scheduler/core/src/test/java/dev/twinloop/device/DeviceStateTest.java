package dev.twinloop.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.twinloop.device.DeviceState.Cue;
import dev.twinloop.engine.Backend;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every state under every cue. */
class DeviceStateTest {
  private static final HardwareCaps CAPS =
      new HardwareCaps("x:0", "x", EngineType.GPU, Backend.CUDA, false, 1, 1, "1");
  private static final List<DeviceState> STATES =
      List.of(
          new DeviceState.Unknown(),
          new DeviceState.Starting(0),
          new DeviceState.Trial(0),
          new DeviceState.Ready(CAPS, 2),
          new DeviceState.CoolingDown(100, "why"),
          new DeviceState.Unavailable(100, "why"),
          new DeviceState.Closed());

  /** What follows, state by state, in the order of STATES; ! is refused. */
  private static final Map<Cue, String> FOLLOWS =
      Map.of(
          new Cue.Want(99), "S S T R C U X",
          new Cue.Want(100), "S S T R S S X",
          new Cue.Up(1), "! T ! ! ! ! !",
          new Cue.Proven(CAPS, 2), "! ! R ! ! ! !",
          new Cue.Lost(100, "why"), "! C C C ! ! !",
          new Cue.Absent(100, "why"), "! U ! ! ! ! !",
          new Cue.Close(), "X X X X X X X");

  private static String letter(DeviceState state) {
    return switch (state) {
      case DeviceState.Unknown _ -> "?";
      case DeviceState.Starting _ -> "S";
      case DeviceState.Trial _ -> "T";
      case DeviceState.Ready _ -> "R";
      case DeviceState.CoolingDown _ -> "C";
      case DeviceState.Unavailable _ -> "U";
      case DeviceState.Closed _ -> "X";
    };
  }

  @Test
  void whatFollowsIsAsDrawn() {
    FOLLOWS.forEach(
        (cue, expected) -> {
          List<String> got = new ArrayList<>();
          for (DeviceState state : STATES) {
            try {
              got.add(letter(state.after(cue)));
            } catch (IllegalStateException _) {
              got.add("!");
            }
          }
          assertEquals(expected, String.join(" ", got), "cue " + cue);
        });
  }

  @Test
  void timesAreComparedAcrossTheOverflowOfTheClock() {
    DeviceState cooling = new DeviceState.CoolingDown(Long.MIN_VALUE + 5, "why");
    assertEquals(cooling, cooling.after(new Cue.Want(Long.MAX_VALUE - 5)));
    assertEquals("S", letter(cooling.after(new Cue.Want(Long.MIN_VALUE + 5))));
    assertThrows(IllegalStateException.class, () -> cooling.after(new Cue.Up(0)));
  }
}
