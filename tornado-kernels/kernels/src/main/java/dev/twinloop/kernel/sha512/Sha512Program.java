package dev.twinloop.kernel.sha512;

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
 * SHA-512 of records, checked by the JDK's.
 *
 * @param form what the kernel is compiled for
 * @param bytesPerItem message buffer for each item of capacity, a power of two from 16 to 2^20
 */
public record Sha512Program(RecordForm form, int bytesPerItem)
    implements DigestProgram<Sha512Batch> {
  public Sha512Program {
    new RecordBuffers(bytesPerItem); // refuses what is no class of sizes
  }

  /** The program that suits these messages. */
  static Sha512Program of(Records messages) {
    return new Sha512Program(RecordForm.of(messages), RecordBuffers.of(messages).bytesPerItem());
  }

  @Override
  public Class<?> kernels() {
    return Sha512Kernels.class;
  }

  @Override
  public int digestBytes() {
    return Digests.BYTES_512;
  }

  @Override
  public Optional<HostBody<Sha512Batch, Digests>> hostBody() {
    return Optional.of(new DigestBody<>(this::oracle));
  }

  @Override
  public DigestOracle oracle() {
    return new JdkDigest("SHA-512");
  }
}
