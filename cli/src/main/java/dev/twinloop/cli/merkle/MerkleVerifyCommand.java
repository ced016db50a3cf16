package dev.twinloop.cli.merkle;

import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.WholeNumber;
import dev.twinloop.cli.io.HexText;
import dev.twinloop.cli.io.Input;
import dev.twinloop.kernel.merkle.MerkleProof;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.merkle.MerkleStatement;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code twinloop merkle-verify}: checks an audit path against a root. Needs no device. */
@Command(
    name = "merkle-verify",
    description = {
      "Check that a leaf belongs to a Merkle tree. Prints OK (exit status 0) or FAILED (1).",
      "PROOF holds the audit path, one hex node a line from the leaf up; the root may stand before"
          + " it, as 'twinloop merkle --proof' prints it, and must then be the one given. Take"
          + " root, index, number and length of leaves from a source you trust: under sha256 and"
          + " bitcoin a root alone does not tell leaves from nodes, nor where a leaf ends."
    })
public final class MerkleVerifyCommand implements Callable<Integer> {
  private static final int NODE_BYTES = 32;

  private final Io io;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--root", paramLabel = "HEX", required = true, description = "The trusted root.")
  private String root = "";

  @ArgGroup(multiplicity = "1")
  private Leaf leaf = new Leaf();

  /** The leaf, in one of two ways. */
  static final class Leaf {
    @Option(names = "--leaf", paramLabel = "HEX", required = true, description = "The leaf's data.")
    private @Nullable String data;

    @Option(
        names = "--leaf-file",
        paramLabel = "FILE",
        required = true,
        description = "A file that holds the leaf's data.")
    private @Nullable String file;

    byte[] read(Io io, CommandSpec spec) throws IOException {
      return data != null
          ? hex(spec, "--leaf", data)
          : file != null ? ProofText.leaf(io, file) : new byte[0];
    }
  }

  @Option(
      names = "--index",
      paramLabel = "I",
      converter = LeafIndex.class,
      required = true,
      description = "The leaf's index, counted from 0.")
  private long index;

  @Option(
      names = "--leaves",
      paramLabel = "N",
      required = true,
      converter = Count.class,
      description = "How many leaves the tree has.")
  private long leafCount;

  @Option(
      names = "--leaf-bytes",
      paramLabel = "B",
      converter = LeafBytes.class,
      description =
          "Length of every leaf of the tree, 1 to 1048576. Default: 32; for rfc6962, which hashes"
              + " each leaf by itself, any.")
  private @Nullable Integer leafBytes;

  @Option(
      names = "--scheme",
      paramLabel = "SCHEME",
      converter = SchemeName.class,
      completionCandidates = SchemeName.class,
      description = "${COMPLETION-CANDIDATES}. Default: sha256.")
  private MerkleScheme scheme = MerkleScheme.SHA256;

  @Parameters(paramLabel = "PROOF", description = "A file, or - for standard input.")
  private String proof = "-";

  public MerkleVerifyCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    MerkleStatement statement = statement();
    byte[] data = leaf.read(io, spec);
    String problem = problem(statement, data, nodes());
    if (!problem.isEmpty()) {
      io.complain(Input.shown(proof) + ": " + problem);
    }
    io.line(problem.isEmpty() ? "OK" : "FAILED");
    return problem.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private List<byte[]> nodes() throws IOException {
    try (Input input = Input.open(io, proof)) {
      return ProofText.nodes(
          input, leafBytes == null ? NODE_BYTES : Math.max(NODE_BYTES, leafBytes));
    }
  }

  private MerkleStatement statement() {
    if (index >= leafCount) {
      throw usage("--index: I=" + index + ", --leaves: N=" + leafCount + ", accepted: 0 <= I < N");
    }
    int any = scheme.separatesLeaves() ? MerkleStatement.ANY_LENGTH : NODE_BYTES;
    int bytes = leafBytes == null ? any : leafBytes;
    byte[] trusted = hex(spec, "--root", root);
    try {
      return new MerkleStatement(scheme, trusted, leafCount, bytes);
    } catch (IllegalArgumentException e) {
      throw usage("--root: " + e.getMessage());
    }
  }

  /** What is wrong with the proof; empty if it holds. */
  private String problem(MerkleStatement statement, byte[] data, List<byte[]> nodes) {
    if (!statement.accepts(data.length)) {
      return "leaf of %d bytes, accepted: %d, the length of the tree's leaves (--leaf-bytes)"
          .formatted(data.length, statement.leafBytes());
    }
    int length = statement.pathLength(index);
    List<byte[]> path = nodes;
    if (nodes.size() == length + 1) {
      if (!Arrays.equals(nodes.getFirst(), statement.root())) {
        return "its root is not the one given";
      }
      path = nodes.subList(1, nodes.size());
    }
    if (path.size() != length) {
      return "%d nodes, accepted for index %d of %d leaves: %d, with or without the root before them"
          .formatted(nodes.size(), index, leafCount, length);
    }
    return new MerkleProof(scheme, index, leafCount, path).verify(data, statement)
        ? ""
        : "the path does not lead from this leaf to this root";
  }

  private static byte[] hex(CommandSpec spec, String option, String text) {
    try {
      return HexText.bytes(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(),
          option + ": hex=" + shortened(text) + ", accepted: pairs of hex digits",
          e);
    }
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Reads the number of leaves. */
  static final class Count extends WholeNumber.Large {
    Count() {
      super("leaves", 1, Long.MAX_VALUE);
    }
  }
}
