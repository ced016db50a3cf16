package dev.twinloop.bench.scale;

import dev.twinloop.bench.ChainCircuit;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.Timings;
import dev.twinloop.scheduler.SchedulerConfig;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Groth16 proofs of one key, each checked by pairing before it counts.
 *
 * @param name of the rows
 * @param rows of the circuit's domain
 * @param count of proofs in one run
 */
record ProofWork(String name, int rows, int count) implements Work {
  /** Proofs of one device that are under way at a time. */
  private static final int A_DEVICE = 3;

  @Override
  public long items() {
    return count;
  }

  @Override
  public Ready open(SchedulerConfig config) {
    try {
      return new Proofs(config, rows, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a device did not deliver what it was given. */
  private static boolean helped(Attempt attempt) {
    return !attempt.verified()
        || attempt.reports().stream().anyMatch(report -> !report.fallbacks().isEmpty());
  }

  private static final class Proofs implements Ready {
    private final Arena arena = Arena.ofShared();
    private final ProvingKey key;
    private final Witness witness;
    private final ZkProver prover;
    private final int count;
    private final int atATime;

    Proofs(SchedulerConfig config, int rows, int count) throws IOException {
      ChainCircuit chain = new ChainCircuit(PairingCurve.BN254, rows, arena);
      try (FileChannel file = ChainCircuit.unnamedKey()) {
        InsecureSetup.write(R1cs.parse("chain", chain.circuit()), file, new Random(1));
        MemorySegment zkey = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
        this.key = ProvingKey.of(Zkey.parse("chain", zkey), Trust.SKIP_POINTS);
      }
      this.witness = Witness.of("chain", chain.witness());
      this.prover = ZkProver.open(config);
      this.count = count;
      this.atATime = Math.min(count, A_DEVICE * config.devices().size());
    }

    @Override
    public Outcome run() {
      ZkProve request = ZkProve.of(key, witness).withSecretsOnDevice(true);
      Callable<Proved> proving = () -> prover.prove(request);
      Map<String, Long> share = new TreeMap<>();
      long again = 0;
      Timings stages = NO_STAGES;
      try (ExecutorService threads = Executors.newFixedThreadPool(atATime)) {
        List<Future<Proved>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          all.add(threads.submit(proving));
        }
        for (Future<Proved> one : all) {
          List<Attempt> attempts = one.get().attempts();
          attempts.getLast().devices().forEach(id -> share.merge(id, 1L, Long::sum));
          for (TaskReport report : attempts.getLast().reports()) {
            stages = stages.plus(report.timings());
          }
          again += attempts.stream().anyMatch(ProofWork::helped) ? 1 : 0;
        }
      } catch (ExecutionException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return new Outcome(
          share, again, stages, () -> Collections.nCopies(count, 0L)); // verified, each of them
    }

    @Override
    public void close() {
      prover.close();
      witness.close();
      key.close();
      arena.close();
    }
  }
}
