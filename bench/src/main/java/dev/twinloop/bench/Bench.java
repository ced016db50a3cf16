package dev.twinloop.bench;

import dev.twinloop.bench.report.Table;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.run.Sampling;
import dev.twinloop.scheduler.HybridScheduler;
import java.util.List;
import java.util.Locale;

/** Runs scenarios and says above the figures what they hold for. */
public final class Bench {
  /** What can be measured. */
  public enum Work {
    HASH {
      @Override
      void measure(BenchPlan plan, List<HardwareCaps> accelerators, Figures figures) {
        HashBench.sha256(plan, accelerators, figures);
      }
    },
    SHA512 {
      @Override
      void measure(BenchPlan plan, List<HardwareCaps> accelerators, Figures figures) {
        HashBench.sha512(plan, accelerators, figures);
      }
    },
    KECCAK {
      @Override
      void measure(BenchPlan plan, List<HardwareCaps> accelerators, Figures figures) {
        HashBench.keccak256(plan, accelerators, figures);
      }
    },
    MERKLE {
      @Override
      void measure(BenchPlan plan, List<HardwareCaps> accelerators, Figures figures) {
        MerkleBench.run(plan, accelerators, figures);
      }
    },
    ECDSA {
      @Override
      void measure(BenchPlan plan, List<HardwareCaps> accelerators, Figures figures) {
        EcdsaBench.run(plan, accelerators, figures);
      }
    },
    ED25519 {
      @Override
      void measure(BenchPlan plan, List<HardwareCaps> accelerators, Figures figures) {
        Ed25519Bench.run(plan, accelerators, figures);
      }
    },
    RINGCT {
      @Override
      void measure(BenchPlan plan, List<HardwareCaps> accelerators, Figures figures) {
        RingCtBench.run(plan, accelerators, figures);
      }
    },
    MSM {
      @Override
      void measure(BenchPlan plan, List<HardwareCaps> accelerators, Figures figures) {
        MsmBench.run(plan, accelerators, figures);
      }
    },
    NTT {
      @Override
      void measure(BenchPlan plan, List<HardwareCaps> accelerators, Figures figures) {
        NttBench.run(plan, accelerators, figures);
      }
    },
    ZK {
      @Override
      void measure(BenchPlan plan, List<HardwareCaps> accelerators, Figures figures) {
        ZkBench.run(plan, accelerators, figures);
      }
    };

    abstract void measure(BenchPlan plan, List<HardwareCaps> accelerators, Figures figures);
  }

  private Bench() {}

  /**
   * Measures.
   *
   * @throws dev.twinloop.engine.DeviceException if a device was named that is not there, or one
   *     answers wrongly
   */
  public static Table run(List<Work> works, BenchPlan plan) {
    List<HardwareCaps> accelerators;
    try (HybridScheduler scheduler = HybridScheduler.open(plan.config())) {
      accelerators = Contest.devices(scheduler, plan.config());
    }
    Figures figures = new Figures(plan.progress());
    describe(figures.table(), plan, accelerators);
    for (Work work : works) {
      work.measure(plan, accelerators, figures);
    }
    return figures.table();
  }

  private static void describe(Table table, BenchPlan plan, List<HardwareCaps> accelerators) {
    table.note("machine", Machine.describe()).note("JVM", Machine.jvm());
    for (HardwareCaps caps : accelerators) {
      table.note(caps.deviceId(), Machine.describe(caps));
    }
    if (accelerators.isEmpty()) {
      table.note("accelerators", "none measured");
    }
    Sampling sampling = plan.config().sampling();
    table
        .note(
            "end to end",
            "from submit to checked result, through scheduler and worker; input and output memory"
                + " off-heap, prepared once, as a native benchmark would; shared memory: from the"
                + " scheduler, also mapped by the worker, page-locked by the CUDA backend, no copy on"
                + " the host; ordinary memory: copied once on the host")
        .note(
            "x baseline",
            "items/s over the first row of the same work: the JDK's SHA-256 or SHA-512, or for Keccak,"
                + " signatures and multi-scalar multiplications Bouncy Castle, on one core; for transforms our loop on"
                + " one core, as no library for the JVM computes them; for ring signatures our verifier on the host, on"
                + " one core")
        .note(
            "checks",
            String.format(
                Locale.ROOT,
                "receipts of every item; cross-check of accelerators %s %.2f %% of the items",
                sampling.exact() ? "exactly" : "at most",
                100 * sampling.rate()))
        .note(
            "kernels only",
            "inputs in place; CPU by the clock, accelerators by their own events, read at every run")
        .note(
            "runs",
            ("median of at least %d, once nothing is being compiled any more, after at least %d ms"
                    + " of warming up")
                .formatted(plan.runs(), plan.warmUpNs() / 1_000_000));
  }
}
