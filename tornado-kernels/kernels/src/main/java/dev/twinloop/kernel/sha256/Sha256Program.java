package dev.twinloop.kernel.sha256;

import dev.twinloop.kernel.data.DigestBody;
import dev.twinloop.kernel.data.DigestOracle;
import dev.twinloop.kernel.data.DigestProgram;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.data.JdkDigest;
import dev.twinloop.kernel.data.RecordBuffers;
import dev.twinloop.kernel.data.RecordForm;
import dev.twinloop.kernel.data.Records;
import dev.twinloop.task.HostBody;
import java.util.Optional;

/**
 * SHA-256 of records, checked by the JDK's.
 *
 * @param form what the kernel is compiled for
 * @param bytesPerItem message buffer for each item of capacity, a power of two from 16 to 2^20
 */
public record Sha256Program(RecordForm form, int bytesPerItem)
    implements DigestProgram<Sha256Batch> {
  public Sha256Program {
    new RecordBuffers(bytesPerItem); // refuses what is no class of sizes
  }

  /** The program that suits these messages. */
  static Sha256Program of(Records messages) {
    return new Sha256Program(RecordForm.of(messages), RecordBuffers.of(messages).bytesPerItem());
  }

  @Override
  public Class<?> kernels() {
    return Sha256Kernels.class;
  }

  @Override
  public Optional<HostBody<Sha256Batch, Digests>> hostBody() {
    return Optional.of(new DigestBody<>(this::oracle));
  }

  @Override
  public DigestOracle oracle() {
    return new JdkDigest("SHA-256");
  }
}
