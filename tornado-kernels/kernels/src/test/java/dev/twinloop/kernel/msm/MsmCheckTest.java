package dev.twinloop.kernel.msm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.msm.check.MsmPath;
import dev.twinloop.kernel.msm.plan.MachinePoints;
import dev.twinloop.kernel.msm.plan.MsmPlan;
import dev.twinloop.kernel.msm.plan.SumStages;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the cross-check of a slice lets pass and what it does not. */
class MsmCheckTest {
  private static final int COUNT = 700;
  private static final int VECTORS = 2;
  private static final List<ScalarPattern> PATTERNS =
      List.of(ScalarPattern.ABOVE_ORDER, ScalarPattern.MOSTLY_BITS, ScalarPattern.MINUS_ONE);

  /** Begins in the middle of the second vector. */
  private static final Slice SLICE = new Slice(COUNT + 150, 2 * COUNT);

  private final Random random = new Random(41);

  /** A slice whose kernels have run. */
  private record Ran(Msm task, BoundProgram<MsmSums> program, Buffers buffers) {
    CheckOutcome check(double rate) {
      MsmSums sums = program.newResult();
      program.decode(SLICE, buffers, sums);
      return check(sums, rate);
    }

    CheckOutcome check(MsmSums sums, double rate) {
      return program.check(SLICE, sums, Sampler.exact(new Random(1), SLICE.size(), rate));
    }

    String mismatch(double rate) {
      CheckOutcome outcome = check(rate);
      var mismatch = assertInstanceOf(CheckOutcome.Mismatch.class, outcome, outcome.toString());
      assertEquals(SLICE.from(), mismatch.item());
      return mismatch.detail();
    }

    MsmPath evidence() {
      MsmProgram shape = (MsmProgram) program.program();
      return MsmPath.of(
          MsmPlan.of(
              new MsmPlan.Shape(
                  shape.group(), 10, shape.window(), shape.multiples(), shape.units())),
          buffers);
    }
  }

  /** Of a path that ends in buckets with points in them; any scalars and points fit empty ones. */
  private void runToPoints(MsmProgram program, ScalarPattern pattern, Consumer<Ran> then) {
    boolean[] done = new boolean[1];
    while (!done[0]) {
      run(
          program,
          pattern,
          ran -> {
            if (showsPoints(ran)) {
              then.accept(ran);
              done[0] = true;
            }
          });
    }
  }

  private static boolean showsPoints(Ran ran) {
    MsmPlan plan = ran.evidence().plan();
    MemorySegment shown = ran.buffers().payload(SumStages.SHOWN);
    return IntStream.range(0, 1 << plan.tree().segmentLog()).anyMatch(j -> isPoint(plan, shown, j));
  }

  private void run(MsmProgram shape, ScalarPattern pattern, Consumer<Ran> then) {
    Group group = shape.group();
    List<Point> points = new ArrayList<>();
    Bases squares = SquareBases.of(group, COUNT, Arena.ofAuto());
    for (int i = 0; i < COUNT; i++) {
      points.add(random.nextInt(8) == 0 ? group.infinity() : squares.point(i / 2));
    }
    MemorySegment scalars = pattern.scalars(group, (long) COUNT * VECTORS, Arena.ofAuto());
    Msm task = new Msm(Bases.of("test", points), scalars, VECTORS);
    BoundProgram<MsmSums> program = BoundProgram.of(task, shape);
    SequentialRun.runSlice(program, SLICE, buffers -> then.accept(new Ran(task, program, buffers)));
  }

  /** With each group one program; each program and each kind of scalars with several groups. */
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void rightAnswersPass(Group group) {
    int turn = Msm.groupsOverPrimeFields().indexOf(group);
    List<MsmProgram> programs = programs(group);
    passes(programs.get(turn % programs.size()), PATTERNS.get(turn % PATTERNS.size()));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groupsOverPrimeFields")
  void rightAnswersPassOfAllProgramsAndScalars(Group group) {
    for (MsmProgram program : programs(group)) {
      PATTERNS.forEach(pattern -> passes(program, pattern));
    }
  }

  private static List<MsmProgram> programs(Group group) {
    return List.of(
        new MsmProgram(group, 6, false),
        new MsmProgram(group, 7, false),
        new MsmProgram(group, 11, false),
        new MsmProgram(group, 13, true));
  }

  private void passes(MsmProgram program, ScalarPattern pattern) {
    run(
        program,
        pattern,
        ran -> {
          assertEquals(new CheckOutcome.Passed(SLICE.size()), ran.check(1));
          assertInstanceOf(CheckOutcome.Passed.class, ran.check(0.02));
          assertEquals(new CheckOutcome.Passed(0), ran.check(0));
        });
  }

  /** Without branches of several segments, and with. */
  @ParameterizedTest
  @CsvSource({
    "bn254, 6, false, 4, 1",
    "bls12-381, 6, false, 4, 1",
    "bn254, 9, false, 8, 4",
    "bn254, 9, true, 8, 4",
    "bls12-381, 10, false, 4, 16",
    "bls12-381, 10, true, 4, 16"
  })
  void flippedBitsAreMismatches(
      Group group, int window, boolean multiples, int branches, int segments) {
    runToPoints(
        new MsmProgram(group, window, multiples),
        ScalarPattern.ABOVE_ORDER,
        ran -> {
          MsmPath path = ran.evidence();
          MsmPlan plan = path.plan();
          int size = 1 << plan.tree().segmentLog();
          assertEquals(branches, 1 << plan.tree().branchesLog());
          assertEquals(segments, 1 << plan.tree().branchLog());
          MemorySegment shown = ran.buffers().payload(SumStages.SHOWN);
          assertEquals(size + segments + branches, plan.tree().shownPoints(), "points shown");
          for (int coordinate = 0; coordinate < 4; coordinate++) {
            int within = coordinate * plan.limbs() + random.nextInt(plan.limbs());
            int bit = random.nextInt(28);
            for (int j = 0; j < size; j++) {
              if (coordinate == 2 || isPoint(plan, shown, j)) {
                flipped(ran, shown, j, within, bit, ", c: ");
              }
            }
            for (int s = size; s < size + segments; s++) {
              if (coordinate == 2 || isPoint(plan, shown, s)) {
                flipped(ran, shown, s, within, bit, ", b: ");
              }
            }
            for (int s = size + segments; s < size + segments + branches; s++) {
              flipped(ran, shown, s, within, bit, ", a: ");
            }
            MemorySegment windows = ran.buffers().payload(SumStages.WINDOWS);
            flipped(ran, windows, path.totalAt(), within, bit, ", a: ");
          }
          assertInstanceOf(CheckOutcome.Passed.class, ran.check(1));
        });
  }

  /** Each is on the curve, and in machine form. */
  @ParameterizedTest
  @CsvSource({"bn254, 9, 8, 4", "bls12-381, 10, 4, 16"})
  void otherPointsAreMismatches(Group group, int window, int branches, int segments) {
    runToPoints(
        new MsmProgram(group, window, false),
        ScalarPattern.ABOVE_ORDER,
        ran -> {
          MsmPath path = ran.evidence();
          int segmentsFrom = 1 << path.plan().tree().segmentLog();
          int branchesFrom = segmentsFrom + segments;
          MemorySegment shown = ran.buffers().payload(SumStages.SHOWN);
          for (int s = segmentsFrom; s < branchesFrom; s++) {
            replaced(ran, shown, s, branchesFrom, ", b: segment sums");
          }
          for (int s = branchesFrom; s < branchesFrom + branches; s++) {
            replaced(ran, shown, s, segmentsFrom, ", a: branch sums");
          }
          MemorySegment windows = ran.buffers().payload(SumStages.WINDOWS);
          replaced(ran, windows, path.totalAt(), path.totalAt() ^ 1, ", a: branch sums");
          swapped(ran, shown, segmentsFrom, path);
        });
  }

  /** Two segments, or two branches, that changed places still add up: the next step finds them. */
  private static void swapped(Ran ran, MemorySegment shown, int segmentsFrom, MsmPath path) {
    int segments = 1 << path.plan().tree().branchLog();
    int branchesFrom = segmentsFrom + segments;
    int drawn = path.place() % segments;
    exchange(path.plan(), shown, segmentsFrom + drawn, segmentsFrom + (drawn ^ 1));
    String detail = ran.mismatch(0.01);
    assertTrue(detail.contains(", c: sum"), detail);
    exchange(path.plan(), shown, segmentsFrom + drawn, segmentsFrom + (drawn ^ 1));
    drawn = path.branch();
    exchange(path.plan(), shown, branchesFrom + drawn, branchesFrom + (drawn ^ 1));
    detail = ran.mismatch(0.01);
    assertTrue(detail.contains(", b: segment sums"), detail);
    exchange(path.plan(), shown, branchesFrom + drawn, branchesFrom + (drawn ^ 1));
    assertInstanceOf(CheckOutcome.Passed.class, ran.check(1));
  }

  private static void exchange(MsmPlan plan, MemorySegment points, int one, int other) {
    long bytes = 4L * plan.pointInts();
    MemorySegment a = points.asSlice(one * bytes, bytes);
    MemorySegment b = points.asSlice(other * bytes, bytes);
    byte[] held = a.toArray(JAVA_BYTE);
    a.copyFrom(b);
    b.copyFrom(MemorySegment.ofArray(held));
  }

  private static void replaced(Ran ran, MemorySegment in, int point, int by, String where) {
    long bytes = 4L * ran.evidence().plan().pointInts();
    MemorySegment at = in.asSlice(point * bytes, bytes);
    byte[] right = at.toArray(JAVA_BYTE);
    at.copyFrom(in.asSlice(by * bytes, bytes));
    String detail = ran.mismatch(0.01);
    assertTrue(detail.contains(where), detail);
    at.copyFrom(MemorySegment.ofArray(right));
  }

  private static boolean isPoint(MsmPlan plan, MemorySegment points, int index) {
    return !MachinePoints.of(plan.group()).read(points.toArray(JAVA_INT), index).isInfinity();
  }

  private static void flipped(
      Ran ran, MemorySegment in, int point, int within, int bit, String where) {
    int at = point * ran.evidence().plan().pointInts() + within;
    int right = in.getAtIndex(JAVA_INT, at);
    in.setAtIndex(JAVA_INT, at, right ^ (1 << bit));
    String detail = ran.mismatch(0.01);
    assertTrue(detail.contains(where), detail);
    in.setAtIndex(JAVA_INT, at, right);
  }

  /** All that a device showed fits together, but belongs to other scalars or other points. */
  @ParameterizedTest
  @CsvSource({"bn254, false", "bn254, true", "bls12-381, false", "bls12-381, true"})
  void consistentAnswersToAnotherQuestionAreMismatches(Group group, boolean multiples) {
    MsmProgram shape = new MsmProgram(group, multiples ? 14 : 6, multiples);
    runToPoints(
        shape,
        ScalarPattern.UNIFORM,
        ran -> {
          MemorySegment scalars = ran.task().scalars();
          byte[] right = scalars.toArray(JAVA_BYTE);
          MemorySegment.copy(scalars, 0, scalars, 32L * COUNT, 32L * COUNT);
          String detail = ran.mismatch(1);
          assertTrue(detail.contains(", d: bucket"), detail);
          scalars.copyFrom(MemorySegment.ofArray(right));
          assertInstanceOf(CheckOutcome.Passed.class, ran.check(1));
          Msm others = new Msm(SquareBases.of(group, COUNT, Arena.ofAuto()), scalars, VECTORS);
          BoundProgram<MsmSums> program = BoundProgram.of(others, shape);
          detail = new Ran(others, program, ran.buffers()).mismatch(1);
          assertTrue(detail.contains(", d: bucket"), detail);
        });
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.msm.Msm#groups")
  void aWrongSumIsAMismatchIfAllIsChecked(Group group) {
    run(
        new MsmProgram(group, 7, false),
        ScalarPattern.UNIFORM,
        ran -> {
          MsmSums sums = ran.program().newResult();
          ran.program().decode(SLICE, ran.buffers(), sums);
          sums.put(1, SLICE, sums.get(1).plus(group.generator()));
          CheckOutcome outcome = ran.check(sums, 1);
          var mismatch = assertInstanceOf(CheckOutcome.Mismatch.class, outcome);
          assertTrue(mismatch.detail().startsWith("msm of 550 points: exp"), mismatch.detail());
          assertThrows(IllegalStateException.class, () -> ran.check(sums, 1));
        });
  }
}
