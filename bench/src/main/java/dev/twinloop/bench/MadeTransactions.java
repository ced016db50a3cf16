package dev.twinloop.bench;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.ringct.AmountBase;
import dev.twinloop.ringct.RingCtStatement;
import dev.twinloop.ringct.clsag.ClsagStatement;
import dev.twinloop.ringct.clsag.ClsagStatement.Member;
import dev.twinloop.ringct.tx.Transaction;
import dev.twinloop.ringct.tx.TransactionException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Transactions of the shape that most of Monero's have: two inputs with rings of 16, two outputs
 * with one range proof (type 6). All have the same outputs, whose commitments and proof are given;
 * their inputs are made to balance them. Nothing of it is worth anything.
 */
public final class MadeTransactions {
  private static final int INPUTS = 2;
  private static final int RING = 16;
  private static final long FEE = 30_720_000;
  private static final int ELEMENT = 32;
  private static final HexFormat HEX = HexFormat.of();

  private final RingSigner signer;

  /** Those of a seed, the same in every run. */
  public MadeTransactions(long seed) {
    signer = new RingSigner(seed);
  }

  /** Another transaction, with key images of its own. */
  public RingCtStatement next() {
    EdwardsPoint sum = AmountBase.times(FEE);
    for (String commitment : RangeProofSample.COMMITMENTS) {
      sum = sum.plus(EdwardsPoint.decode(HEX.parseHex(commitment), 0).orElseThrow());
    }
    EdwardsPoint first = signer.point();
    List<RingSigner.Opened> inputs =
        List.of(signer.open(RING, first), signer.open(RING, sum.minus(first)));
    Parts parts = new Parts(inputs);
    try {
      byte[] message = Transaction.parse(parts.blob(List.of())).message();
      List<ClsagStatement> signatures = inputs.stream().map(input -> input.sign(message)).toList();
      List<List<Member>> rings = inputs.stream().map(RingSigner.Opened::ring).toList();
      return new RingCtStatement(Transaction.parse(parts.blob(signatures)), rings);
    } catch (TransactionException e) {
      throw new IllegalStateException("a transaction that was made here", e);
    }
  }

  /** The parts of a blob, in order. */
  private final class Parts {
    private final List<RingSigner.Opened> inputs;
    private final byte[] keys = signer.bytes(2 * ELEMENT);
    private final byte[] extra = signer.bytes(44);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Parts(List<RingSigner.Opened> inputs) {
      this.inputs = inputs;
    }

    /** The whole blob; zeros where there are no signatures yet. */
    byte[] blob(List<ClsagStatement> signatures) {
      out.reset();
      prefix();
      out.write(6);
      varint(FEE);
      out.writeBytes(new byte[16]);
      for (String commitment : RangeProofSample.COMMITMENTS) {
        out.writeBytes(HEX.parseHex(commitment));
      }
      out.write(1);
      out.writeBytes(HEX.parseHex(RangeProofSample.HEAD));
      for (String list : List.of(RangeProofSample.L, RangeProofSample.R)) {
        out.write(list.length() / (2 * ELEMENT));
        out.writeBytes(HEX.parseHex(list));
      }
      for (int i = 0; i < INPUTS; i++) {
        if (signatures.isEmpty()) {
          out.writeBytes(new byte[ELEMENT * (RING + 2)]);
        } else {
          signature(signatures.get(i));
        }
      }
      inputs.forEach(input -> out.writeBytes(input.pseudoOutput()));
      return out.toByteArray();
    }

    private void signature(ClsagStatement statement) {
      statement.signature().s().forEach(out::writeBytes);
      out.writeBytes(statement.signature().c1());
      out.writeBytes(statement.signature().d());
    }

    private void prefix() {
      varint(2);
      varint(0);
      out.write(INPUTS);
      for (RingSigner.Opened input : inputs) {
        out.write(2);
        varint(0);
        varint(RING);
        for (int k = 0; k < RING; k++) {
          varint(k == 0 ? 100_000_000 : 1000 + k);
        }
        out.writeBytes(input.keyImage());
      }
      out.write(INPUTS);
      for (int j = 0; j < 2; j++) {
        varint(0);
        out.write(3);
        out.write(keys, ELEMENT * j, ELEMENT);
        out.write(j);
      }
      varint(extra.length);
      out.writeBytes(extra);
    }

    private void varint(long value) {
      long rest = value;
      while (rest >= 0x80) {
        out.write((int) (rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }

  /** Makes {@code count} statements on all cores. Each thread has a seed of its own. */
  static List<RingCtStatement> many(long seed, int count) {
    int threads = Runtime.getRuntime().availableProcessors();
    RingCtStatement[] made = new RingCtStatement[count];
    dev.twinloop.bench.Parts.run(
        threads,
        count,
        (from, to) -> {
          MadeTransactions transactions = new MadeTransactions(seed + from);
          for (int i = from; i < to; i++) {
            made[i] = transactions.next();
          }
        });
    return new ArrayList<>(List.of(made));
  }
}
