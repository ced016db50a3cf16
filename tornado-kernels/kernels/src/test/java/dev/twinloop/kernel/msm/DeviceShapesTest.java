package dev.twinloop.kernel.msm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.kernel.ecdsa.EcdsaVerify;
import dev.twinloop.kernel.ecdsa.KeyRecovery;
import dev.twinloop.kernel.eddsa.Ed25519Verify;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.ntt.Kind;
import dev.twinloop.kernel.ntt.NttProgram;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.DeviceShape;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Program;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Launch sizes follow the multiprocessors of whatever card there is: fake ones of some sizes. */
class DeviceShapesTest {
  private static final int LOG = 21;

  private static DeviceShape card(int units) {
    return new HardwareCaps(
            "cuda:0", "card", EngineType.GPU, Backend.CUDA, false, 1L << 36, units, "1")
        .shape();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 56, 132, 144})
  void foldingAndScatteringFillTheCard(int units) {
    DeviceShape card = card(units);
    MsmProgram program = new MsmProgram(Groups.BLS12_381, 0, true, 0).fittedTo(card);
    Map<String, KernelCall> calls =
        program.kernels(1 << LOG).stream()
            .collect(Collectors.toMap(KernelCall::method, call -> call, (a, b) -> a));
    assertEquals(units * 384, call(calls, "fold").items());
    assertEquals(units * 512L, call(calls, "cut").threads(card));
    assertEquals(units * 128L, call(calls, "scatter").threads(card));
    Map<String, Long> buffers =
        program.buffers(1 << LOG).stream()
            .collect(Collectors.toMap(BufferSpec::name, spec -> (long) spec.elements()));
    long groups = buffers.getOrDefault("grouped", 0L);
    assertEquals(call(calls, "cut").items(), groups);
    assertEquals(0, groups % call(calls, "fold").items());
    long share = groups / call(calls, "accumulate").items();
    assertEquals(groups, share * call(calls, "accumulate").items(), "no group is left over");
  }

  /** Scratch of a card that is not known is no less than that of one that is. */
  @ParameterizedTest
  @ValueSource(ints = {8, 56, 132, 144})
  void theUnknownCardNeedsTheMostScratch(int units) {
    for (Group group : List.of(Groups.BN254, Groups.BLS12_381)) {
      for (int log : new int[] {10, 16, LOG, 24}) {
        MsmProgram unknown = new MsmProgram(group, 0, false, 0);
        long most = bytes(unknown, 1 << log);
        long bytes = bytes(unknown.fittedTo(card(units)), 1 << log);
        assertTrue(bytes <= most, group + ", 2^" + log + ": " + bytes + " <= " + most);
      }
    }
  }

  /** What the others launch has the size of their items alone. */
  @Test
  void otherProgramsAreTheSameForAllCards() {
    List<Program<?, ?>> programs =
        List.of(
            new EcdsaVerify(Groups.SECP256K1, 0),
            new KeyRecovery(),
            new Ed25519Verify(false, false, 64),
            new NttProgram(Fields.BN254_SCALAR, 12, Kind.FORWARD));
    for (Program<?, ?> program : programs) {
      for (int units : new int[] {8, 56, 132, 144}) {
        assertEquals(program, program.fittedTo(card(units)));
        for (KernelCall call : program.kernels(1 << 14)) {
          assertTrue(call.threads(card(units)) >= call.items(), call.method());
        }
      }
    }
  }

  private static KernelCall call(Map<String, KernelCall> calls, String method) {
    KernelCall call = calls.get(method);
    if (call == null) {
      throw new AssertionError(method + ": not among " + calls.keySet());
    }
    return call;
  }

  private static long bytes(Program<?, ?> program, int capacity) {
    return program.buffers(capacity).stream().mapToLong(BufferSpec::bytes).sum();
  }
}
