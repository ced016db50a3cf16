package dev.twinloop.kernel.sha256;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.data.RecordBuffers;
import dev.twinloop.kernel.data.RecordForm;
import dev.twinloop.kernel.data.Records;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Program;
import dev.twinloop.task.ProgramName;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class Sha256LimitsTest {
  private static final MemorySegment KIB = Arena.ofAuto().allocate(1024);

  @Test
  void badInputsAreRefusedWithTheirValues() {
    refused("offsets of 8 bytes", () -> Sha256Batch.of());
    refused("accepted: 0 to 2^20", () -> Sha256Batch.of(new byte[(1 << 20) + 1]));
    refused("recordBytes=-1", () -> Sha256Batch.fixed(KIB, -1, 64, 1));
    refused("recordBytes=1048577", () -> Sha256Batch.fixed(KIB, 1048577, 1048577, 1));
    refused("strideBytes=63", () -> Sha256Batch.fixed(KIB, 64, 63, 1));
    refused("count=0", () -> Sha256Batch.fixed(KIB, 64, 64, 0));
    refused("data of 1024 bytes, count=17", () -> Sha256Batch.fixed(KIB, 64, 64, 17));
    refused("data of 1024 bytes", () -> Sha256Batch.fixed(KIB, 64, Long.MAX_VALUE, 2));
    refused("data of 1024 bytes", () -> Sha256Batch.fixed(KIB, 2000, 2000, 1));
    refused("offset[0]=-1", () -> Sha256Batch.variable(KIB, longs(-1, 5)));
    refused("from offset 5 to 4", () -> Sha256Batch.variable(KIB, longs(0, 5, 4)));
    refused("last offset=1025", () -> Sha256Batch.variable(KIB, longs(0, 1025)));
    refused("offsets of 9 bytes", () -> Sha256Batch.variable(KIB, KIB.asSlice(0, 9)));
    refused("out of 63 bytes", () -> two().into(KIB.asSlice(0, 63)));
    refused("read-only", () -> two().into(KIB.asReadOnly()));
    try (Arena confined = Arena.ofConfined()) {
      MemorySegment mine = confined.allocate(64);
      refused("confined", () -> Sha256Batch.fixed(mine, 64, 64, 1));
      refused("confined", () -> two().into(mine));
    }
  }

  @Test
  void aWrongDigestIsFound() {
    Sha256Batch task = two();
    Digests digests = SequentialRun.run(task, 2);
    BoundProgram<Digests> program = task.program();
    Slice slice = new Slice(0, 2);
    Random random = new Random(1);
    assertEquals(
        new CheckOutcome.Passed(2), program.check(slice, digests, Sampler.exact(random, 2, 1)));
    String right = digests.hex(1);
    digests.segment().set(java.lang.foreign.ValueLayout.JAVA_BYTE, 63, (byte) 1);
    CheckOutcome outcome = program.check(slice, digests, Sampler.exact(random, 2, 1));
    CheckOutcome.Mismatch mismatch = assertInstanceOf(CheckOutcome.Mismatch.class, outcome);
    assertEquals(1, mismatch.item());
    assertTrue(mismatch.detail().contains(right), mismatch.detail());
    assertEquals(
        new CheckOutcome.Passed(0), program.check(slice, digests, Sampler.exact(random, 2, 0)));
  }

  @Test
  void programsTravelByName() {
    for (RecordForm form : RecordForm.values()) {
      Program<?, ?> program = new Sha256Program(form, 64);
      ProgramName name = ProgramName.of(program);
      assertEquals(program, name.create(getClass().getClassLoader()));
      assertTrue(BufferLayout.of(program, program.slicing().maxItems()).bytes() > 1 << 28);
    }
    refused("bytesPerItem=33", () -> new Sha256Program(RecordForm.FIXED, 33));
    refused("bytesPerItem=8", () -> new Sha256Program(RecordForm.VARIABLE, 8));
  }

  @Test
  void fewProgramsServeAllLengths() {
    assertEquals(program(RecordForm.BYTES_64, 64), of(Sha256Batch.fixed(KIB, 64, 64, 2)));
    assertEquals(program(RecordForm.FIXED, 64), of(Sha256Batch.fixed(KIB, 65, 65, 2)));
    assertEquals(program(RecordForm.FIXED, 16), of(Sha256Batch.fixed(KIB, 0, 0, 2)));
    assertEquals(
        program(RecordForm.VARIABLE, 128), of(Sha256Batch.variable(KIB, longs(0, 1, 300))));
    MemorySegment mebibyte = Arena.ofAuto().allocate(1 << 20);
    long programs =
        IntStream.rangeClosed(0, 1 << 20)
            .mapToObj(bytes -> RecordBuffers.of(new Records.Fixed(mebibyte, bytes, bytes, 1)))
            .distinct()
            .count();
    assertEquals(17, programs);
  }

  @Test
  void digestsMayNotOverwriteMessages() {
    MemorySegment data = Arena.ofAuto().allocate(4 * 64 + 4 * 32);
    Sha256Batch batch = Sha256Batch.fixed(data, 64, 64, 4);
    refused("overlaps an input", () -> batch.into(data));
    refused("overlaps an input", () -> batch.into(data.asSlice(255)));
    assertEquals(4, SequentialRun.run(batch.into(data.asSlice(256)), 4).count());
  }

  @Test
  void slicesEndWhenTheirBytesRunOut() {
    MemorySegment data = Arena.ofAuto().allocate(40L << 20);
    Sha256Batch fixed = Sha256Batch.fixed(data, (1 << 20) - 1, 1 << 20, 40);
    Slice first = fixed.program().slice(0, 8);
    assertEquals(new Slice(0, 4), first);
    assertEquals(8, fixed.program().capacity(first));
    Sha256Batch mixed = Sha256Batch.variable(data, longs(0, 3, 3, 1 << 20, 2 << 20, (2 << 20) + 9));
    assertEquals(new Slice(0, 3), mixed.program().slice(0, 4));
    assertEquals(new Slice(0, 2), mixed.program().slice(0, 2));
    assertEquals(1, mixed.program().slice(3, 1).size());
  }

  @Test
  void offsetsThatChangeLaterAreNotFollowed() {
    MemorySegment offsets = longs(0, 10, 20);
    Sha256Batch task = Sha256Batch.variable(KIB, offsets);
    offsets.setAtIndex(java.lang.foreign.ValueLayout.JAVA_LONG, 1, 21);
    assertThrows(IllegalStateException.class, () -> SequentialRun.run(task, 2));
  }

  private static Sha256Program program(RecordForm form, int bytesPerItem) {
    return new Sha256Program(form, bytesPerItem);
  }

  private static Sha256Program of(Sha256Batch task) {
    return Sha256Program.of(task.messages());
  }

  private static Sha256Batch two() {
    return Sha256Batch.of("one".getBytes(java.nio.charset.StandardCharsets.US_ASCII), new byte[9]);
  }

  private static MemorySegment longs(long... values) {
    return MemorySegment.ofArray(values);
  }

  private static void refused(String words, Executable what) {
    String message = "" + assertThrows(IllegalArgumentException.class, what).getMessage();
    assertTrue(message.contains(words), message);
  }
}
