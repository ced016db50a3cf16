package dev.twinloop.kernel.sha512;

import dev.twinloop.kernel.data.DigestBody;
import dev.twinloop.kernel.data.DigestOracle;
import dev.twinloop.kernel.data.DigestProgram;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.data.RecordBuffers;
import dev.twinloop.kernel.data.RecordForm;
import dev.twinloop.kernel.data.Records;
import dev.twinloop.task.HostBody;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    MessageDigest sha512;
    try {
      sha512 = MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-512", e);
    }
    return (message, bytes, digest) -> {
      sha512.update(message, 0, bytes);
      try {
        sha512.digest(digest, 0, Digests.BYTES_512);
      } catch (DigestException e) {
        throw new IllegalStateException("sha-512: digest of 64 bytes", e);
      }
    };
  }
}
