package dev.twinloop.kernel.merkle;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.merkle.kernels.LeafHash;
import dev.twinloop.kernel.merkle.kernels.MerkleKernels;
import dev.twinloop.kernel.merkle.kernels.SubtreeFold;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Capacity;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.HostBody;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Program;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import dev.twinloop.task.Stage;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All levels of a tree over up to 2^20 leaves as one program; larger trees are cut into subtrees
 * whose roots {@link #finish} combines.
 *
 * @param scheme how nodes are hashed
 * @param form how leaves become nodes
 * @param leafBytes their length; for {@link LeafForm#VARYING} a power of two, at least the average
 * @param maxLeaves of one slice: a power of two
 */
public record MerkleProgram(MerkleScheme scheme, LeafForm form, int leafBytes, int maxLeaves)
    implements Program<MerkleBuild, MerkleTree> {
  /** Size of a node, in bytes. */
  static final int NODE_BYTES = 32;

  /** The lowest level of which nodes are kept, where leaves are nodes or hashed one by one. */
  static final int LEAST_KEPT = 2 * SubtreeFold.LEVELS;

  private static final int NODE_INTS = 8;
  private static final int MOST_LEAVES = 1 << 20;
  private static final long MOST_BYTES = 1 << 28;
  private static final int SMALLEST_AVERAGE = 16;
  private static final String OFFSETS = "offsets";
  private static final String DATA = "data";

  public MerkleProgram {
    if (leafBytes < 1 || leafBytes > Leaves.MAX_LEAF_BYTES) {
      throw new IllegalArgumentException(
          "merkle program: leafBytes=" + leafBytes + ", accepted: 1 to " + Leaves.MAX_LEAF_BYTES);
    }
    if (maxLeaves < 1 || maxLeaves > MOST_LEAVES || Integer.bitCount(maxLeaves) != 1) {
      throw new IllegalArgumentException(
          "merkle program: maxLeaves=" + maxLeaves + ", accepted: powers of two to " + MOST_LEAVES);
    }
  }

  /** The program for these leaves. */
  static MerkleProgram of(MerkleBuild task) {
    Leaves leaves = task.leaves();
    int fixed = leaves.fixedBytes();
    if (fixed == NODE_BYTES && task.scheme() != MerkleScheme.RFC6962) {
      return new MerkleProgram(task.scheme(), LeafForm.NODES, NODE_BYTES, MOST_LEAVES);
    }
    int most = MOST_LEAVES;
    while (longestWindow(leaves, most) > MOST_BYTES) {
      most >>= 1;
    }
    if (fixed > 0) {
      return new MerkleProgram(task.scheme(), LeafForm.FIXED, fixed, most);
    }
    long average = (leaves.start(leaves.count()) - leaves.start(0) - 1) / leaves.count() + 1;
    int held = Capacity.classOf((int) Math.max(SMALLEST_AVERAGE, average));
    return new MerkleProgram(task.scheme(), LeafForm.VARYING, held, most);
  }

  private static long longestWindow(Leaves leaves, int window) {
    long most = 0;
    for (long from = 0; from < leaves.count(); from += window) {
      long to = Math.min(leaves.count(), from + window);
      most = Math.max(most, leaves.start(to) - leaves.start(from));
      if (leaves.fixedBytes() > 0) {
        break;
      }
    }
    return most;
  }

  /** The first level whose nodes all have 32 bytes: 1 where raw leaves are hashed two by two. */
  int base() {
    return form == LeafForm.NODES || scheme == MerkleScheme.RFC6962 ? 0 : 1;
  }

  @Override
  public Slicing slicing() {
    return new Slicing(maxLeaves, true, leafBytes + 1L);
  }

  @Override
  public int capacity(MerkleBuild task, Slice slice) {
    int capacity = Capacity.classOf(slice.size());
    long bytes = form == LeafForm.VARYING ? sliceOf(task, slice).dataBytes() : 0;
    while ((long) capacity * leafBytes < bytes) {
      capacity <<= 1;
    }
    return capacity;
  }

  @Override
  public List<Stage<MerkleBuild>> stages(int capacity) {
    List<Stage<MerkleBuild>> stages = new ArrayList<>();
    stages.add(leaves(capacity));
    FoldPlan plan = FoldPlan.of(capacity, base());
    for (FoldPlan.Fold fold : plan.folds()) {
      Stage<MerkleBuild> stage = Stage.named("level " + fold.top());
      if (fold.out().equals(FoldPlan.LOW)) {
        long ints = (long) FoldPlan.region(fold.turns()) * NODE_INTS;
        stage = stage.brings(BufferSpec.scratch(FoldPlan.LOW, ElementType.INT, ints));
      }
      if (fold.outAt() == 0 && fold.out().equals(FoldPlan.TREE)) {
        long ints = (long) plan.treeNodes() * NODE_INTS;
        stage = stage.brings(BufferSpec.output(FoldPlan.TREE, ElementType.INT, ints));
      }
      stages.add(launch(stage, fold, plan.climbTurns()));
    }
    return stages;
  }

  /** Leaves as they are where they are nodes, else the first level of nodes. */
  private Stage<MerkleBuild> leaves(int capacity) {
    Stage<MerkleBuild> stage = Stage.named("leaves");
    long baseInts = (long) FoldPlan.region(capacity >> base()) * NODE_INTS;
    if (form == LeafForm.NODES) {
      return stage.brings(BufferSpec.input(FoldPlan.BASE, ElementType.INT, baseInts));
    }
    long dataInts = ((long) capacity * leafBytes + 3) / 4 + LeafHash.EXTRA_INTS;
    stage = stage.brings(BufferSpec.input(DATA, ElementType.INT, dataInts));
    if (form == LeafForm.VARYING) {
      stage = stage.brings(BufferSpec.input(OFFSETS, ElementType.INT, capacity + 1L));
    }
    int messages = Math.max(1, capacity >> base());
    return stage
        .brings(BufferSpec.scratch(FoldPlan.BASE, ElementType.INT, baseInts))
        .launches(
            form == LeafForm.VARYING
                ? call("hashVarying", messages, DATA, OFFSETS, FoldPlan.BASE)
                : call("hashFixed", messages, DATA, FoldPlan.BASE),
            (input, control) ->
                control
                    .items(sliceOf(input.task(), input.slice()).baseNodes())
                    .parameter(MerkleKernels.FORM, messageForm())
                    .parameter(MerkleKernels.LENGTH, leafBytes << base()));
  }

  /** A fold of leaves as they are, or of nodes that another launch made, for which it vouches. */
  private Stage<MerkleBuild> launch(Stage<MerkleBuild> stage, FoldPlan.Fold fold, int climbTurns) {
    String suffix =
        switch (scheme) {
          case SHA256 -> "Sha256";
          case RFC6962 -> "Rfc6962";
          case BITCOIN -> "Bitcoin";
        };
    Stage.Work<MerkleBuild> work = (input, control) -> tell(fold, input, control);
    if (form == LeafForm.NODES && fold.level() == 0) {
      return stage.launches(call("fold" + suffix, fold.turns(), fold.in(), fold.out()), work);
    }
    return fold.in().equals(fold.out())
        ? stage.vouches(call("climb" + suffix, climbTurns, fold.in()), work)
        : stage.vouches(call("rise" + suffix, fold.turns(), fold.in(), fold.out()), work);
  }

  private void tell(FoldPlan.Fold fold, Stage.Input<MerkleBuild> input, Control control) {
    SliceTree tree = sliceOf(input.task(), input.slice());
    int children = tree.nodes(fold.level());
    int depth = Math.clamp(tree.height() - fold.level(), 0, SubtreeFold.LEVELS);
    control
        .items((children + SubtreeFold.WIDTH - 1) / SubtreeFold.WIDTH)
        .parameter(MerkleKernels.IN, fold.inAt())
        .parameter(MerkleKernels.OUT, fold.outAt())
        .parameter(MerkleKernels.COUNT, children)
        .parameter(MerkleKernels.DEPTH, depth)
        .parameter(MerkleKernels.HASHES, SubtreeFold.HASHES);
  }

  private static KernelCall call(String method, int turns, String... buffers) {
    return KernelCall.of(MerkleKernels.class, method, turns, buffers);
  }

  @Override
  public MerkleTree newResult(MerkleBuild task) {
    return new MerkleTree(task, base() + LEAST_KEPT);
  }

  /** Leaves that are nodes are what the first fold reads. */
  @Override
  public Optional<MemorySegment> inPlace(
      MerkleBuild task, Slice slice, MerkleTree result, String buffer) {
    return form == LeafForm.NODES && buffer.equals(FoldPlan.BASE)
        ? Optional.of(task.leaves().between(slice.from(), slice.to()))
        : Optional.empty();
  }

  @Override
  public void encode(MerkleBuild task, Slice slice, Buffers buffers) {
    if (form != LeafForm.NODES) {
      encodeMessages(sliceOf(task, slice), buffers);
    } else if (!buffers.inPlace(FoldPlan.BASE)) {
      task.leaves().copyTo(slice.from(), slice.to(), buffers.payload(FoldPlan.BASE), 0);
    }
  }

  private int messageForm() {
    return switch (scheme) {
      case SHA256 -> 0;
      case RFC6962 -> 1;
      case BITCOIN -> 2;
    };
  }

  private void encodeMessages(SliceTree tree, Buffers buffers) {
    MemorySegment data = buffers.payload(DATA);
    tree.copyData(data, LeafHash.FRONT_BYTES);
    if (form == LeafForm.VARYING) {
      MemorySegment offsets = buffers.payload(OFFSETS);
      for (int i = 0; i <= tree.baseNodes(); i++) {
        offsets.setAtIndex(JAVA_INT, i, tree.messageStart(i));
      }
    }
  }

  @Override
  public void decode(MerkleBuild task, Slice slice, Buffers buffers, MerkleTree result) {
    SliceTree tree = sliceOf(task, slice);
    MemorySegment nodes = buffers.payload(FoldPlan.TREE);
    FoldPlan plan = FoldPlan.of(buffers.capacity(), base());
    for (FoldPlan.Fold fold : plan.folds()) {
      if (fold.out().equals(FoldPlan.TREE) && fold.top() <= tree.height()) {
        long at = (long) fold.outAt() * NODE_BYTES;
        int count = tree.soundNodes(fold.top());
        result.levels().put(fold.top(), slice.from() >> fold.top(), count, nodes, at);
      }
    }
    if (tree.rootSound()) {
      result.levels().putRoot(tree.height(), slice, nodes, (long) plan.last().outAt() * NODE_BYTES);
    }
  }

  /** The JDK's SHA-256, where every node has 32 bytes from the leaves' level up. */
  @Override
  public Optional<HostBody<MerkleBuild, MerkleTree>> hostBody() {
    return base() == 0 ? Optional.of(new MerkleBody()) : Optional.empty();
  }

  private SliceTree sliceOf(MerkleBuild task, Slice slice) {
    return new SliceTree(task, slice, base());
  }

  @Override
  public CheckOutcome check(MerkleBuild task, Slice slice, MerkleTree result, Sampler sampler) {
    return new MerkleCheck(result, slice).run(sampler);
  }

  @Override
  public void finish(MerkleBuild task, MerkleTree result) {
    result.complete();
  }
}
