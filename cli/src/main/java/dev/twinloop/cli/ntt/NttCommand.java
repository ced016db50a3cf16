package dev.twinloop.cli.ntt;

import dev.twinloop.cli.CommonOptions;
import dev.twinloop.cli.ExitCode;
import dev.twinloop.cli.Io;
import dev.twinloop.cli.Session;
import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.Output;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.ntt.Elements;
import dev.twinloop.kernel.ntt.Ntt;
import dev.twinloop.kernel.ntt.Order;
import dev.twinloop.kernel.ntt.Transform;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code twinloop ntt}: one transform of a file of field elements. */
@Command(
    name = "ntt",
    description = {
      "Transform n numbers modulo the order of a pairing curve: coefficients of a polynomial to its"
          + " values at the n-th roots of unity, or back. Elements are 32 bytes each, big-endian; n"
          + " is the file's size over 32, a power of two from 2 to 2^26.",
      "The root of unity is g^((r-1)/n) with g = 5 for bn254 and 7 for bls12-381."
    })
public final class NttCommand implements Callable<Integer> {
  private static final int PIECE = 1 << 24;
  private static final long MOST_BYTES = (long) Elements.BYTES << Transform.MOST_LOG_SIZE;

  private final Io io;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--field",
      paramLabel = "FIELD",
      required = true,
      converter = NttNames.FieldName.class,
      completionCandidates = NttNames.FieldName.class,
      description = "${COMPLETION-CANDIDATES}: the scalar field of that curve.")
  private Field field = Fields.BN254_SCALAR;

  @Option(names = "--inverse", description = "From values back to coefficients.")
  private boolean inverse;

  @Option(
      names = "--coset",
      paramLabel = "HEX",
      converter = NttNames.Hex.class,
      description = "Values on the coset of this shift, 1 to r - 1. Default: 1, no coset.")
  private BigInteger shift = BigInteger.ONE;

  @Option(
      names = "--in-order",
      paramLabel = "ORDER",
      converter = NttNames.OrderName.class,
      completionCandidates = NttNames.OrderName.class,
      description = "${COMPLETION-CANDIDATES}. Default: natural.")
  private Order in = Order.NATURAL;

  @Option(
      names = "--out-order",
      paramLabel = "ORDER",
      converter = NttNames.OrderName.class,
      completionCandidates = NttNames.OrderName.class,
      description = "${COMPLETION-CANDIDATES}. Default: natural.")
  private Order out = Order.NATURAL;

  @Parameters(index = "0", paramLabel = "IN", description = "Elements; - is standard input.")
  private String input = Input.STANDARD_INPUT;

  @Parameters(index = "1", paramLabel = "OUT", description = "Results; - is standard output.")
  private String output = Input.STANDARD_INPUT;

  public NttCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    if (shift.signum() == 0 || shift.compareTo(field.modulus()) >= 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--coset: HEX=%s, accepted: 1 to r - 1, r=%s"
              .formatted(shift.toString(16), field.modulus().toString(16)));
    }
    try (Session session = new Session(io, common).requireDevice();
        Output target = Output.open(io, output);
        Input source = Input.open(io, input).sized(MOST_BYTES)) {
      int logSize = logSize(source.size());
      Transform transform = new Transform(field, logSize, inverse, shift, in, out);
      if (logSize >= LargeTransform.LEAST_LOG_SIZE && !common.accelerated()) {
        large(session, transform, source, target);
      } else {
        whole(session, transform, source, target);
      }
      target.commit();
      return ExitCode.OK;
    }
  }

  private void large(Session session, Transform transform, Input source, Output target)
      throws IOException {
    state(session, transform.logSize(), LargeTransform.memoryNeeded(transform.logSize()));
    LargeTransform large = new LargeTransform(session, transform);
    large.read(source);
    source.requireUnchanged();
    large.run();
    large.write(target.stream());
  }

  /** In one task, in memory that a device can read and write where it lies. */
  private void whole(Session session, Transform transform, Input source, Output target)
      throws IOException {
    long bytes = source.size();
    long host = common.accelerated() ? 0 : NttMemory.SLOT_BYTES;
    state(session, transform.logSize(), (2 * Elements.BYTES + host) * transform.size());
    MemorySegment elements = session.allocate(bytes);
    for (long at = 0; at < bytes; at += PIECE) {
      source.fill(elements.asSlice(at, Math.min(PIECE, bytes - at)).asByteBuffer());
    }
    source.requireUnchanged();
    MemorySegment results = session.allocate(bytes);
    Ntt task = Ntt.of(transform, elements).into(results);
    Ntt chosen = common.accelerated() ? task.forOneRun() : task;
    write(session.await(session.submit(chosen)).value(), target.stream());
  }

  private static void state(Session session, int logSize, long bytes) {
    long total = session.scheduler().engine("cpu").hardwareCaps().memoryBytes();
    NttMemory need = NttMemory.of(logSize, bytes, total);
    session.progress().say(need.text());
    need.require();
  }

  private int logSize(long bytes) throws IOException {
    long n = bytes / Elements.BYTES;
    long most = 1L << Transform.MOST_LOG_SIZE;
    if (bytes % Elements.BYTES != 0 || Long.bitCount(n) != 1 || n < 2 || n > most) {
      throw new IOException(
          "%s: %d bytes, %s elements, accepted: a power of two from 2 to %d elements of %d bytes"
              .formatted(
                  Input.shown(input),
                  bytes,
                  BigDecimal.valueOf(bytes)
                      .divide(BigDecimal.valueOf(Elements.BYTES))
                      .stripTrailingZeros()
                      .toPlainString(),
                  most,
                  Elements.BYTES));
    }
    return Long.numberOfTrailingZeros(n);
  }

  private static void write(Elements results, OutputStream to) throws IOException {
    WritableByteChannel channel = Channels.newChannel(to);
    long bytes = results.segment().byteSize();
    for (long at = 0; at < bytes; at += PIECE) {
      var piece = results.segment().asSlice(at, Math.min(PIECE, bytes - at)).asByteBuffer();
      while (piece.hasRemaining()) {
        channel.write(piece);
      }
    }
    to.flush();
  }
}
