package dev.twinloop.cli.zk;

import dev.twinloop.cli.CommonOptions;
import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.Usage;
import dev.twinloop.cli.WithoutOptions;
import dev.twinloop.cli.io.Exports;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.Mapped;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.zk.format.R1cs;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.prove.Attempt;
import dev.twinloop.zk.prove.Proved;
import dev.twinloop.zk.prove.ProvingException;
import dev.twinloop.zk.prove.ProvingKey;
import dev.twinloop.zk.prove.ProvingKey.Trust;
import dev.twinloop.zk.prove.Witness;
import dev.twinloop.zk.prove.ZkProve;
import dev.twinloop.zk.prove.ZkProver;
import dev.twinloop.zk.verify.Proof;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code twinloop zk prove}. */
@Command(
    name = "prove",
    description = {
      "Make a Groth16 proof and verify it: what does not verify is not handed out.",
      "The CPU alone computes, unless --secrets-on-device lets accelerators see the witness. What"
          + " the witness tells is zeroed after each proof."
    })
final class ZkProveCommand extends ZkAction {
  /** What goes to a file of its own. */
  private enum Part {
    PROOF,
    PUBLIC
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(names = "--key", paramLabel = "FILE", description = "The .zkey.")
  private @Nullable String key;

  @Option(names = "--witness", paramLabel = "FILE", description = "The .wtns.")
  private @Nullable String witness;

  @Option(
      names = "--proof",
      paramLabel = "FILE",
      description =
          "Where the proof goes. Without --proof and --public one line of JSON goes to standard"
              + " output: {\"proof\":{…},\"public\":[…]}.")
  private @Nullable String proof;

  @Option(names = "--public", paramLabel = "FILE", description = "Where the public signals go.")
  private @Nullable String signals;

  @Option(
      names = "--r1cs",
      paramLabel = "FILE",
      description = "The circuit: with it the constraint is named that a bad witness breaks.")
  private @Nullable String circuit;

  @Option(
      names = "--lines",
      paramLabel = "FILE",
      description =
          "JSON lines instead of --witness, - for standard input:"
              + " {\"id\":1,\"witness\":\"w.wtns\"}. Prints {\"id\":1,\"proof\":{…},\"public\":[…]}"
              + " or {\"id\":1,\"error\":\"…\"} for each; the key is read once.")
  private @Nullable String lines;

  @Option(
      names = "--secrets-on-device",
      description = "Accelerators may see the witness. Default: the CPU alone computes.")
  private boolean secretsOnDevice;

  @Option(
      names = "--no-validate",
      description =
          "Do not check that the key's points are on their curves and in their groups: for a key"
              + " that was checked before.")
  private boolean unchecked;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..4",
      description = "KEY WITNESS PROOF PUBLIC instead, as snarkjs and rapidsnark have it.")
  private List<String> files = new ArrayList<>();

  private ZkProveCommand(Io io) {
    super(io);
  }

  /** Every proof is checked by pairing: nothing is sampled. */
  static CommandLine of(Io io) {
    return WithoutOptions.of(new ZkProveCommand(io), "--sample-rate");
  }

  @Override
  int run() throws IOException {
    takePositional();
    if (key == null || (witness == null) == (lines == null)) {
      throw usage("accepted: --key with --witness or --lines, or KEY WITNESS PROOF PUBLIC");
    }
    if (lines != null && (proof != null || signals != null)) {
      throw usage("--proof and --public: accepted without --lines");
    }
    requireConsent();
    Trust trust = unchecked ? Trust.SKIP_POINTS : Trust.CHECK_POINTS;
    try (Exports<Part> outputs = outputs();
        Session session = new Session(io, common);
        Mapped mapped = new Mapped(io);
        ProvingKey proving =
            ProvingKey.of(Zkey.parse(Input.shown(key), mapped.file(key, MOST_BYTES)), trust);
        ZkProver prover = ZkProver.open(session.configuration())) {
      Optional<R1cs> r1cs =
          circuit == null
              ? Optional.empty()
              : Optional.of(R1cs.parse(Input.shown(circuit), mapped.file(circuit, MOST_BYTES)));
      if (secretsOnDevice && common.device().filter(id -> !id.equals("cpu")).isPresent()) {
        prover.plan(proving).forEach(line -> io.complain("zk prove: " + line));
      }
      ProveLines.Maker maker =
          file -> {
            try (Witness secret = witness(file)) {
              return prover.prove(new ZkProve(proving, secret, r1cs, secretsOnDevice));
            }
          };
      if (lines != null) {
        int status =
            new ProveLines(io, prover.proofsAtATime(), maker, attempts -> tell(session, attempts))
                .run(lines);
        mapped.requireUnchanged();
        return status;
      }
      Proved proved = one(session, maker, Objects.requireNonNull(witness));
      mapped.requireUnchanged();
      write(proved, outputs);
      return ExitCode.OK;
    }
  }

  private Proved one(Session session, ProveLines.Maker maker, String file) throws IOException {
    try {
      Proved proved = maker.make(file);
      tell(session, proved.attempts());
      return proved;
    } catch (ProvingException e) {
      tell(session, e.attempts());
      throw e;
    }
  }

  /** What was tried where, if asked for, or if it was not right at once. */
  private void tell(Session session, List<Attempt> attempts) {
    for (Attempt attempt : attempts) {
      attempt.reports().forEach(session::enter);
      if (common.device().isPresent() && !common.verbose()) {
        attempt.reports().stream()
            .flatMap(report -> report.notes().stream())
            .distinct()
            .forEach(note -> io.complain("zk prove: " + note));
      }
      if (common.verbose() || attempts.size() > 1) {
        io.complain("zk prove: " + attempt);
      }
    }
    if (common.verbose()) {
      io.complain("zk prove: blinding and the check ran on this CPU");
    }
  }

  /** Not from a pipe: that would go to disk first, and a witness is a secret. */
  private Witness witness(String name) throws IOException {
    try (Input input = Input.open(io, name);
        Arena arena = Arena.ofConfined()) {
      if (input.size() == 0) {
        throw new FileSystemException(
            name, null, "empty or no regular file, accepted: a .wtns file");
      }
      Witness witness = Witness.of(input.shown(), input.memory(arena, input.size()));
      input.requireUnchanged();
      return witness;
    }
  }

  private void takePositional() {
    if (files.isEmpty()) {
      return;
    }
    if (files.size() != 4 || key != null || witness != null || proof != null || signals != null) {
      throw usage("%d files, accepted: KEY WITNESS PROOF PUBLIC".formatted(files.size()));
    }
    key = files.get(0);
    witness = files.get(1);
    proof = files.get(2);
    signals = files.get(3);
  }

  private void requireConsent() {
    SchedulerConfig config = common.configuration();
    boolean elsewhere =
        config.strategy() == Strategy.GPU_ONLY
            || common.device().filter(device -> !device.equals("cpu")).isPresent();
    if (elsewhere && !secretsOnDevice) {
      throw usage(
          "--secrets-on-device is missing: an accelerator that computes the proof sees the"
              + " witness");
    }
    if (!secretsOnDevice) {
      Usage.refuse(
          spec,
          "only with --secrets-on-device; without, the CPU alone computes",
          "--batch",
          "--compile-limit");
    }
    if (secretsOnDevice && config.strategy() != Strategy.CPU_ONLY) {
      io.complain("zk prove: accelerators will see the witness; it is zeroed after each proof");
    }
  }

  private Exports<Part> outputs() throws IOException {
    Map<Part, @Nullable String> names = new EnumMap<>(Part.class);
    names.put(Part.PROOF, proof);
    names.put(Part.PUBLIC, signals);
    return Exports.open(io, names);
  }

  private void write(Proved proved, Exports<Part> outputs) throws IOException {
    if (proof == null && signals == null) {
      io.line(
          "{\"proof\":%s,\"public\":%s}"
              .formatted(proved.proof().toJsonLine(), Proof.publicJsonLine(proved.signals())));
      return;
    }
    if (outputs.has(Part.PROOF)) {
      outputs.put(Part.PROOF, proved.proof().toJson());
    }
    if (outputs.has(Part.PUBLIC)) {
      outputs.put(Part.PUBLIC, Proof.publicJson(proved.signals()));
    }
    outputs.commit();
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), "zk prove: " + message);
  }
}
