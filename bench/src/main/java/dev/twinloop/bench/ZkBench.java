package dev.twinloop.bench;

import dev.twinloop.bench.report.Checks;
import dev.twinloop.bench.report.Times;
import dev.twinloop.bench.report.Way;
import dev.twinloop.bench.report.Way.Kind;
import dev.twinloop.bench.report.Way.Transfer;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.zk.format.R1cs;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.pairing.PairingCurve;
import dev.twinloop.zk.prove.Attempt;
import dev.twinloop.zk.prove.InsecureSetup;
import dev.twinloop.zk.prove.Proved;
import dev.twinloop.zk.prove.ProvingKey;
import dev.twinloop.zk.prove.ProvingKey.Trust;
import dev.twinloop.zk.prove.Witness;
import dev.twinloop.zk.prove.ZkProve;
import dev.twinloop.zk.prove.ZkProver;
import dev.twinloop.zk.verify.Statement;
import dev.twinloop.zk.verify.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Groth16: a proof of a chain of squarings from the witness in memory to the verified proof, and
 * verification by one and by many. An item of proving is a row of the circuit's domain, which is
 * full; of verifying, a proof. For marks alone, single proofs. The baseline is the CPU's proof, as
 * no library for the JVM here proves. The curve is BN254, or BLS12-381 where that was named and
 * BN254 was not.
 */
final class ZkBench {
  private static final Checks PAIRING = Checks.by("all, by pairing");
  private static final int BATCH = 1000;
  private static final int SMALL_BATCH = 32;
  private static final int STREAM = 12;

  /** The CPU proves once what is larger. */
  private static final int MOST_REPEATED = 1 << 14;

  /** Of what is larger, accelerators make single proofs, and the CPU none if there are some. */
  private static final int LARGE = 1 << 20;

  private ZkBench() {}

  /** Those that there are proofs over. */
  static List<Group> groups() {
    return Stream.of(PairingCurve.values()).map(PairingCurve::g1).toList();
  }

  /** Measures; sizes are rows. */
  static void run(BenchSession session) {
    BenchPlan plan = session.plan();
    Optional<PairingCurve> curve =
        Stream.of(PairingCurve.values()).filter(c -> plan.groups().contains(c.g1())).findFirst();
    if (curve.isEmpty()) {
      return;
    }
    for (int size : plan.sizesOr(List.of(1 << 10), List.of(1 << 12, 1 << 14, 1 << 16))) {
      try {
        measure(session, curve.get(), Math.max(8, size));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void measure(BenchSession session, PairingCurve curve, int rows)
      throws IOException {
    try (Arena arena = Arena.ofShared();
        FileChannel file = ChainCircuit.unnamedKey()) {
      ChainCircuit chain = new ChainCircuit(curve, rows, arena);
      session.plan().progress().accept("zk: making a key of " + rows + " rows");
      InsecureSetup.write(R1cs.parse("chain", chain.circuit()), file, new Random(1));
      MemorySegment key = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
      measure(session, Zkey.parse("chain", key), rows, chain.witness());
    }
  }

  private static void measure(BenchSession session, Zkey zkey, int rows, MemorySegment values)
      throws IOException {
    BenchPlan plan = session.plan();
    Figures figures = session.figures();
    try (ProvingKey key = ProvingKey.of(zkey, Trust.SKIP_POINTS);
        Witness witness = Witness.of("chain", values);
        ZkProver prover = ZkProver.open(plan.config())) {
      String curve = key.zkey().curve().g1().toString();
      figures.work("zk prove " + curve + ", chain");
      ZkProve request = ZkProve.of(key, witness);
      Proved[] last = new Proved[1];
      if (rows <= LARGE || session.accelerators().isEmpty()) {
        plan.progress().accept("zk: proofs on the CPU");
        Spread.Run run = Spread.wall(() -> last[0] = prover.prove(request));
        Spread cpu =
            rows > MOST_REPEATED
                ? new Spread(Times.of(run.timeNs()))
                : Spread.measure(plan.runs(), plan.warmUpNs(), run);
        figures.baseline(Way.onCpu(PAIRING), rows, cpu);
      }
      if (!session.accelerators().isEmpty()) {
        ZkProve onDevice = request.withSecretsOnDevice(true);
        plan.progress().accept("zk: first proof on a device, which compiles");
        last[0] = prover.prove(onDevice);
        tell(plan, last[0]);
        Spread spread =
            Spread.measure(
                plan.runs(), plan.warmUpNs(), Spread.wall(() -> last[0] = prover.prove(onDevice)));
        String devices = String.join(", ", last[0].attempts().getLast().devices());
        Way proving = Way.endToEnd("end to end", devices, PAIRING, Transfer.ORDINARY);
        if (rows > LARGE) {
          figures.baseline(proving, rows, spread);
        } else {
          figures.add(proving, rows, spread);
        }
        if (rows <= LARGE && plan.depth().every()) {
          Spread stream =
              Spread.measure(
                  plan.runs(), plan.warmUpNs(), Spread.wall(() -> stream(prover, onDevice)));
          String many = STREAM + " proofs, " + prover.proofsAtATime() + " at a time";
          Way pipelined = Way.endToEnd(many, devices, PAIRING, Transfer.ORDINARY);
          figures.add(pipelined, (long) STREAM * rows, stream);
        }
      }
      if (plan.depth().every()) {
        figures.work("zk verify " + curve);
        verify(plan, figures, key.verifier(), last[0].statement());
      }
    }
  }

  /** What went wrong on the way to a first proof on a device, if anything did. */
  private static void tell(BenchPlan plan, Proved first) {
    for (Attempt attempt : first.attempts()) {
      if (!attempt.verified()) {
        plan.progress().accept("zk: an attempt " + attempt);
      }
      for (TaskReport report : attempt.reports()) {
        report.fallbacks().forEach(f -> plan.progress().accept("zk: " + report.type() + ": " + f));
        report
            .notes()
            .forEach(note -> plan.progress().accept("zk: " + report.type() + ": " + note));
      }
    }
  }

  /**
   * Proofs one after the other in each of a few threads, as {@code zk prove --lines} makes them.
   */
  private static void stream(ZkProver prover, ZkProve request) {
    try (ExecutorService threads = Executors.newFixedThreadPool(prover.proofsAtATime())) {
      List<Future<Proved>> all = new ArrayList<>();
      for (int i = 0; i < STREAM; i++) {
        all.add(threads.submit(() -> prover.prove(request)));
      }
      for (Future<Proved> one : all) {
        Proved unused = one.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Way verifying(String name, int cores) {
    return new Way(name, "cpu", Checks.by("all"), Kind.END_TO_END, cores, Transfer.NONE);
  }

  private static void verify(
      BenchPlan plan, Figures figures, Verifier verifier, Statement statement) {
    Way one = verifying("one proof, two threads", Math.min(2, Way.machineCores()));
    figures.baseline(
        one,
        1,
        Spread.measure(
            plan.runs(), plan.warmUpNs(), Spread.wall(() -> verifier.verify(statement))));
    List<Statement> many = Collections.nCopies(plan.quick() ? SMALL_BATCH : BATCH, statement);
    figures.add(
        verifying("a batch, all cores", Way.machineCores()),
        many.size(),
        Spread.measure(plan.runs(), plan.warmUpNs(), Spread.wall(() -> verifier.verify(many))));
  }
}
