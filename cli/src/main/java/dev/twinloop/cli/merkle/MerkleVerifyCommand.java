package dev.twinloop.cli.merkle;

import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.kernel.merkle.MerkleProof;
import dev.twinloop.kernel.merkle.MerkleScheme;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
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
          + " it, as 'twinloop merkle --proof' prints it, and must then be the one given. Take root,"
          + " index and number of leaves from a source you trust."
    })
public final class MerkleVerifyCommand implements Callable<Integer> {
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
    private @Nullable Path file;

    byte[] read(CommandSpec spec) throws IOException {
      return data != null
          ? hex(spec, "--leaf", data)
          : file != null ? Files.readAllBytes(file) : new byte[0];
    }
  }

  @Option(
      names = "--index",
      paramLabel = "I",
      required = true,
      description = "The leaf's index, counted from 0.")
  private long index;

  @Option(
      names = "--leaves",
      paramLabel = "N",
      required = true,
      description = "How many leaves the tree has.")
  private long leafCount;

  @Option(
      names = "--scheme",
      paramLabel = "NAME",
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
    if (leafCount < 1 || index < 0 || index >= leafCount) {
      throw new ParameterException(
          spec.commandLine(),
          "--index: I=" + index + ", --leaves: N=" + leafCount + ", accepted: 0 <= I < N");
    }
    byte[] trusted = hex(spec, "--root", root);
    byte[] data = leaf.read(spec);
    List<byte[]> nodes = nodes();
    int length = pathLength();
    boolean rootAgrees = true;
    if (nodes.size() == length + 1) {
      rootAgrees = Arrays.equals(nodes.getFirst(), trusted);
      nodes = nodes.subList(1, nodes.size());
    }
    boolean holds =
        rootAgrees
            && nodes.size() == length
            && new MerkleProof(scheme, index, leafCount, nodes).verify(data, trusted);
    io.line(holds ? "OK" : "FAILED");
    return holds ? ExitCode.OK : ExitCode.FAILED;
  }

  private List<byte[]> nodes() throws IOException {
    try (BufferedReader in =
        proof.equals("-")
            ? new BufferedReader(new InputStreamReader(io.in(), StandardCharsets.ISO_8859_1))
            : Files.newBufferedReader(Path.of(proof), StandardCharsets.ISO_8859_1)) {
      return in.lines().map(String::strip).map(HexFormat.of()::parseHex).toList();
    } catch (IllegalArgumentException e) {
      throw new IOException(proof + ": not a proof, accepted: one hex node a line", e);
    }
  }

  /** How many nodes the path of this leaf has. */
  private int pathLength() {
    int length = 0;
    long own = index;
    for (long nodes = leafCount; nodes > 1; nodes = (nodes + 1) / 2) {
      if ((own ^ 1) < nodes || scheme == MerkleScheme.BITCOIN) {
        length++;
      }
      own >>= 1;
    }
    return length;
  }

  private static byte[] hex(CommandSpec spec, String option, String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), option + ": hex=" + text + ", accepted: pairs of hex digits", e);
    }
  }
}
