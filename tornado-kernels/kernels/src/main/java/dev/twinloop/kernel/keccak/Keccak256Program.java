package dev.twinloop.kernel.keccak;

import dev.twinloop.kernel.data.DigestOracle;
import dev.twinloop.kernel.data.DigestProgram;
import dev.twinloop.kernel.data.RecordBuffers;
import dev.twinloop.kernel.data.RecordForm;
import dev.twinloop.kernel.data.Records;
import dev.twinloop.task.Stage;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * Keccak-256 of records, checked by Bouncy Castle's.
 *
 * @param form what the kernel is compiled for
 * @param bytesPerItem message buffer for each item of capacity, a power of two from 16 to 2^20
 */
public record Keccak256Program(RecordForm form, int bytesPerItem)
    implements DigestProgram<Keccak256Batch> {
  public Keccak256Program {
    new RecordBuffers(bytesPerItem); // refuses what is no class of sizes
  }

  /** The program that suits these messages. */
  static Keccak256Program of(Records messages) {
    return new Keccak256Program(RecordForm.of(messages), RecordBuffers.of(messages).bytesPerItem());
  }

  @Override
  public Class<?> kernels() {
    return Keccak256Kernels.class;
  }

  @Override
  public Stage<Keccak256Batch> tables() {
    return Stage.<Keccak256Batch>named("hash").constant("rounds", KeccakF1600.roundConstants());
  }

  @Override
  public DigestOracle oracle() {
    KeccakDigest keccak = new KeccakDigest(256);
    return new DigestOracle() {
      @Override
      public void update(byte[] message, int from, int bytes) {
        keccak.update(message, from, bytes);
      }

      @Override
      public void digest(byte[] target, int at) {
        keccak.doFinal(target, at);
      }
    };
  }
}
