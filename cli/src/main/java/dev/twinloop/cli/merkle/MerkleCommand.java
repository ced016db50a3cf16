package dev.twinloop.cli.merkle;

import dev.twinloop.cli.CommonOptions;
import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.io.Input;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.kernel.merkle.Leaves;
import dev.twinloop.kernel.merkle.MerkleBuild;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.merkle.MerkleTree;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code twinloop merkle}: root and audit paths of a Merkle tree. */
@Command(
    name = "merkle",
    description = {
      "Print the root of a Merkle tree in hex; with --proof also the audit path of one leaf, one"
          + " node a line, from the leaf up.",
      "sha256: leaves are the nodes of the lowest level, parent = SHA-256(left | right), a last odd"
          + " node moves up unchanged. rfc6962: as in certificate transparency. bitcoin: double"
          + " SHA-256, a last odd node is paired with itself; bytes in memory order."
    })
public final class MerkleCommand implements Callable<Integer> {
  private final Io io;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--leaves",
      paramLabel = "FILE",
      required = true,
      description = "Consecutive leaves; - is standard input.")
  private String file = "-";

  @Option(
      names = "--leaf-bytes",
      paramLabel = "N",
      converter = LeafBytes.class,
      description = "Length of every leaf, 1 to 1048576. Default: 32.")
  private @Nullable Integer leafBytes;

  @Option(
      names = "--lines",
      description = "Each line of FILE is the hex of one leaf's data, of any length.")
  private boolean lines;

  @Option(
      names = "--scheme",
      paramLabel = "SCHEME",
      converter = SchemeName.class,
      completionCandidates = SchemeName.class,
      description = "${COMPLETION-CANDIDATES}. Default: sha256.")
  private MerkleScheme scheme = MerkleScheme.SHA256;

  @Option(
      names = "--proof",
      paramLabel = "INDEX",
      converter = LeafIndex.class,
      description = "Print the audit path of this leaf too, counted from 0.")
  private @Nullable Long proof;

  public MerkleCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    if (lines && leafBytes != null) {
      throw usage("--lines and --leaf-bytes exclude each other");
    }
    try (LeafFile source = new LeafFile(io, file);
        Session session = new Session(io, common).requireDevice()) {
      Optional<Leaves> leaves =
          lines ? source.lines() : source.fixed(leafBytes == null ? 32 : leafBytes);
      if (leaves.isEmpty()) {
        return emptyTree();
      }
      requireProof(leaves.get());
      MerkleTree tree = tree(session, source, leaves.get());
      source.requireUnchanged();
      print(tree);
      return ExitCode.OK;
    }
  }

  /** Memory of leaves goes away where their file is made shorter: then the file is to blame. */
  private MerkleTree tree(Session session, LeafFile source, Leaves leaves) throws IOException {
    try {
      return session.await(session.submit(new MerkleBuild(scheme, leaves))).value();
    } catch (DeviceException | InternalError e) {
      source.requireUnchanged();
      throw e;
    }
  }

  private void requireProof(Leaves leaves) {
    if (proof != null && proof >= leaves.count()) {
      throw usage("--proof: INDEX=" + proof + ", accepted: 0 to " + (leaves.count() - 1));
    }
    boolean vague = !scheme.separatesLeaves() && leaves.leafBytes().isEmpty();
    if (vague && proof != null) {
      throw new IllegalArgumentException(
          Input.shown(file)
              + ": leaves of different lengths, accepted with --proof: one length, or rfc6962");
    }
    if (vague) {
      warn("leaves differ in length, and this root does not say where one ends; rfc6962's does");
    }
  }

  private void print(MerkleTree tree) throws IOException {
    io.line(tree.rootHex());
    if (tree.mutated()) {
      OptionalLong shorter = tree.repeatedFrom();
      warn(
          "the last nodes of a level are equal (CVE-2012-2459)"
              + (shorter.isPresent()
                  ? ": the first " + shorter.getAsLong() + " leaves alone have the same root"
                  : ""));
    }
    if (proof != null) {
      for (String node : tree.proof(proof).pathHex()) {
        io.line(node);
      }
    }
  }

  private void warn(String what) {
    io.complain(Input.shown(file) + ": warning: " + what);
  }

  private int emptyTree() throws IOException {
    Optional<byte[]> root = scheme.emptyRoot();
    if (root.isEmpty() || proof != null) {
      io.complain(
          Input.shown(file)
              + ": no leaves, accepted: one or more (or none for the root of rfc6962)");
      return ExitCode.FAILED;
    }
    io.line(HexFormat.of().formatHex(root.get()));
    return ExitCode.OK;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
