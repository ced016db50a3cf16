package dev.twinloop.cli.hash;

import dev.twinloop.kernel.data.DigestTask;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.data.Records;
import dev.twinloop.kernel.keccak.Keccak256Batch;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.kernel.sha512.Sha512Batch;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;
import org.bouncycastle.jcajce.provider.digest.Keccak;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A hash function, as tasks and, for long streams, as a library has it. */
enum Algorithm {
  /** FIPS 180-4; streams by the JDK. */
  SHA256("sha256", "SHA256", Digests.BYTES) {
    @Override
    DigestTask task(Records messages, MemorySegment digests) {
      return new Sha256Batch(messages, digests);
    }

    @Override
    MessageDigest stream() {
      return jdk("SHA-256");
    }
  },
  /** FIPS 180-4; streams by the JDK. */
  SHA_512("sha-512", "SHA512", Digests.BYTES_512) {
    @Override
    DigestTask task(Records messages, MemorySegment digests) {
      return new Sha512Batch(messages, digests);
    }

    @Override
    MessageDigest stream() {
      return jdk("SHA-512");
    }
  },
  /** As Ethereum and Monero use it, not SHA3-256; streams by Bouncy Castle. */
  KECCAK_256("keccak-256", "KECCAK-256", Digests.BYTES) {
    @Override
    DigestTask task(Records messages, MemorySegment digests) {
      return new Keccak256Batch(messages, digests);
    }

    @Override
    MessageDigest stream() {
      return BouncyCastle.keccak256();
    }
  };

  /** Loaded with the first use alone: its jar is signed, and the JDK checks that for 0.2 s. */
  private static final class BouncyCastle {
    static MessageDigest keccak256() {
      return new Keccak.Digest256();
    }
  }

  private final String name;
  private final String tag;
  private final int digestBytes;

  Algorithm(String name, String tag, int digestBytes) {
    this.name = name;
    this.tag = tag;
    this.digestBytes = digestBytes;
  }

  private static MessageDigest jdk(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + name, e);
    }
  }

  /** The task that hashes messages. */
  abstract DigestTask task(Records messages, MemorySegment digests);

  /** Hashes one long message, which has no parallelism to share out. */
  abstract MessageDigest stream();

  /** Length of a digest in bytes. */
  int digestBytes() {
    return digestBytes;
  }

  /** What stands before the name in BSD-style lines. */
  String tag() {
    return tag;
  }

  @Override
  public String toString() {
    return name;
  }

  /** For the command line. */
  static final class Names implements ITypeConverter<Algorithm>, Iterable<String> {
    @Override
    public Algorithm convert(String text) {
      return Arrays.stream(values())
          .filter(algorithm -> bare(algorithm.name).equals(bare(text)))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "algorithm=" + text + ", accepted: " + String.join(", ", this)));
    }

    /** Some write {@code sha-256}, some {@code sha512}. */
    private static String bare(String name) {
      return name.replace("-", "");
    }

    @Override
    public Iterator<String> iterator() {
      return Stream.of(values()).map(Algorithm::toString).iterator();
    }
  }
}
