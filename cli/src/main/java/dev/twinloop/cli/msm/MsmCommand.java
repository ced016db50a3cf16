package dev.twinloop.cli.msm;

import dev.twinloop.cli.CommonOptions;
import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.GroupName;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.Mapped;
import dev.twinloop.kernel.edwards.EdwardsImage;
import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.scheduler.HybridScheduler;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code twinloop msm}: the sum of multiples of points. */
@Command(
    name = "msm",
    description = {
      "Print s0 P0 + s1 P1 + … as 'x y' in hex of fixed width; infinity is all zeros, in input and"
          + " output. Scalars are any 256-bit numbers and count modulo the group's order. On ed25519,"
          + " x and y are coordinates of edwards25519 (RFC 8032), and the neutral element is 0 1.",
      "Points that are not on the curve or not in the subgroup are refused, with index and value."
    })
public final class MsmCommand implements Callable<Integer> {
  private final Io io;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--curve",
      required = true,
      paramLabel = "CURVE",
      converter = CurveName.class,
      completionCandidates = CurveName.class,
      description = "${COMPLETION-CANDIDATES}.")
  private Group curve = Groups.BN254;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      converter = SideName.class,
      completionCandidates = SideName.class,
      description =
          "${COMPLETION-CANDIDATES}. Points of g2 have coordinates c1|c0 of the extension, as EIP-197"
              + " has them; they are given by --points. Default: g1.")
  private String side = SideName.G1;

  @Option(
      names = "--points",
      paramLabel = "FILE",
      description =
          "Consecutive points x|y, big-endian, 32 (bn254, ed25519) or 48 bytes a coordinate.")
  private @Nullable String points;

  @Option(
      names = "--encoded",
      description = "On ed25519: the points are encodings of RFC 8032, 32 bytes each; the sum too.")
  private boolean encoded;

  @Option(
      names = "--scalars",
      paramLabel = "FILE",
      description =
          "Consecutive scalars, 32 bytes each, big-endian. One of both may be -, standard input.")
  private @Nullable String scalars;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          "JSON instead: {\"points\":[[x,y],…],\"scalars\":[s,…]}. Numbers are JSON numbers or"
              + " strings: decimal; hex after 0x, or with exactly 64 digits (96 for coordinates of"
              + " bls12-381), one of them a letter: without a letter such a string may mean"
              + " either, and is refused.")
  private @Nullable String input;

  @Option(
      names = "--eip",
      paramLabel = "FILE",
      description =
          "The input of a precompile instead, raw or in hex, see --eip-format: bn254 add or mul (EIP-196), bls12-381"
              + " G1ADD or G1MSM (EIP-2537). Prints the bytes it returns in hex.")
  private @Nullable String eip;

  @Option(
      names = "--eip-op",
      paramLabel = "OPERATION",
      converter = OperationName.class,
      description = "add, mul or msm. Default: told from the input's length.")
  private Precompile.@Nullable Operation operation;

  @Option(
      names = "--eip-format",
      paramLabel = "FORM",
      converter = FormatName.class,
      completionCandidates = FormatName.class,
      description =
          "${COMPLETION-CANDIDATES}. Default: hex if the input starts with 0x, or holds nothing but"
              + " hex digits and line ends; else raw.")
  private PrecompileText.@Nullable Format format;

  @Option(
      names = "--no-validate",
      description = "Do not check that points are on the curve and in the subgroup.")
  private boolean unchecked;

  public MsmCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    requireOneSource();
    Group group = group();
    try (Mapped mapped = new Mapped(io);
        JsonInput json = new JsonInput(group);
        Session session = new Session(io, common).requireDevice()) {
      if (eip == null) {
        MsmInput given = given(mapped, json, group);
        if (!unchecked) {
          session.progress().say("checking " + given.bases());
          Bases unused = mapped.blamed(given.bases()::validate);
        }
        Point sum = mapped.blamed(() -> sum(session, given));
        mapped.requireUnchanged();
        io.line(text(sum));
        return ExitCode.OK;
      }
      String name = Input.shown(eip);
      byte[] bytes = PrecompileText.read(name, mapped.file(eip, PrecompileText.MOST_BYTES), format);
      mapped.requireUnchanged();
      Precompile call = Precompile.of(group, bytes, operation);
      io.line(call.answer(call.multiplies() ? sum(session, call.msm(name)) : call.sumOfTwo(name)));
      return ExitCode.OK;
    }
  }

  /** The sum as the curve of this name has it. */
  private String text(Point sum) {
    if (!sum.group().equals(Groups.ED25519)) {
      return sum.toString();
    }
    EdwardsPoint point = EdwardsImage.back(sum);
    return encoded
        ? HexFormat.of().formatHex(point.encode())
        : "%064x %064x".formatted(point.affineX(), point.affineY());
  }

  /** The group of the curve that is meant. */
  private Group group() {
    if (side.equals(SideName.G1)) {
      return curve;
    }
    String name = curve.name() + "-" + side;
    Group group =
        Msm.groups().stream()
            .filter(known -> known.name().equals(name))
            .findFirst()
            .orElseThrow(() -> usage("--group g2: accepted on bn254 and bls12-381"));
    if (points == null) {
      throw usage("--group g2: accepted with --points and --scalars");
    }
    return group;
  }

  private void requireOneSource() {
    boolean files = points != null || scalars != null;
    if (Stream.of(files, input != null, eip != null).filter(given -> given).count() != 1
        || (files && (points == null || scalars == null))) {
      throw usage("accepted: --points with --scalars, or --input, or --eip");
    }
    if (Objects.equals(points, "-") && Objects.equals(scalars, "-")) {
      throw usage("--points and --scalars: both -, accepted: one of them");
    }
    if (eip == null && (operation != null || format != null)) {
      throw usage("--eip-op, --eip-format: accepted with --eip");
    }
    if (encoded && (!curve.equals(Groups.ED25519) || points == null)) {
      throw usage("--encoded: accepted with --curve ed25519 and --points");
    }
    if (eip != null && unchecked) {
      throw usage("--no-validate: precompiles check their points, accepted without --eip");
    }
  }

  private MsmInput given(Mapped mapped, JsonInput json, Group group) throws IOException {
    if (points != null && scalars != null) {
      return MsmInput.ofFiles(mapped, group, encoded, points, scalars);
    }
    String file = Objects.requireNonNull(input);
    try (Input document = Input.open(io, file)) {
      return json.read(Input.shown(file), Channels.newInputStream(document));
    }
  }

  private Point sum(Session session, MsmInput given) {
    Msm task = Msm.of(given.bases(), given.scalars());
    HybridScheduler scheduler = session.scheduler();
    MemoryNeed need =
        MemoryNeed.of(
            task, common.device().map(scheduler::start).orElseGet(scheduler::hardwareCaps));
    session.progress().say(need.text());
    need.require();
    return session.await(session.submit(task)).value().get(0);
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), "msm: " + message);
  }

  /** Reads the name of a group. */
  static final class CurveName extends GroupName {
    CurveName() {
      super(Msm.groupsOverPrimeFields());
    }
  }

  /** Reads {@code g1} and {@code g2}. */
  static final class SideName implements ITypeConverter<String>, Iterable<String> {
    static final String G1 = "g1";
    private static final List<String> NAMES = List.of(G1, "g2");

    @Override
    public String convert(String text) {
      if (!NAMES.contains(text)) {
        throw new TypeConversionException(
            "name=" + text + ", accepted: " + String.join(", ", NAMES));
      }
      return text;
    }

    @Override
    public Iterator<String> iterator() {
      return NAMES.iterator();
    }
  }

  /** Reads the name of an operation. */
  static final class OperationName implements ITypeConverter<Precompile.Operation> {
    @Override
    public Precompile.Operation convert(String text) {
      for (Precompile.Operation operation : Precompile.Operation.values()) {
        if (operation.toString().equals(text.toLowerCase(Locale.ROOT))) {
          return operation;
        }
      }
      throw new TypeConversionException("name=" + text + ", accepted: add, mul, msm");
    }
  }

  /** Reads {@code raw} and {@code hex}. */
  static final class FormatName implements ITypeConverter<PrecompileText.Format>, Iterable<String> {
    @Override
    public PrecompileText.Format convert(String text) {
      return switch (text) {
        case "raw" -> PrecompileText.Format.RAW;
        case "hex" -> PrecompileText.Format.HEX;
        default ->
            throw new TypeConversionException(
                "name=" + text + ", accepted: " + String.join(", ", this));
      };
    }

    @Override
    public Iterator<String> iterator() {
      return List.of("raw", "hex").iterator();
    }
  }
}
