package dev.twinloop.bench;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import fr.acinq.secp256k1.Secp256k1;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/**
 * A library that verifies one signature after the other.
 *
 * @param <S> what it is given of a signature
 * @param name for the table
 * @param start makes a verifier; each thread has its own. Fails where the library is not on the
 *     class path, or has nothing for this machine
 */
record Library<S>(String name, Start<S> start) {
  private static final String CORRETTO =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  /** What stands before the 64 bytes of a P-256 point in an X.509 key (RFC 5480). */
  private static final byte[] P256_KEY =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

  /** Makes verifiers. */
  interface Start<S> {
    Verifier<S> verifier() throws ReflectiveOperationException, GeneralSecurityException;
  }

  /** Verifies; used by one thread. */
  interface Verifier<S> {
    boolean verify(S signed) throws GeneralSecurityException;
  }

  /** Those that know a curve; Bouncy Castle is the first. */
  static List<Library<Signed>> of(Group curve) {
    List<Library<Signed>> libraries = new ArrayList<>();
    libraries.add(new Library<>("Bouncy Castle", () -> bouncyCastle(curve)));
    if (curve == Groups.SECP256K1) {
      libraries.add(new Library<>("secp256k1-kmp (libsecp256k1)", Library::secp256k1));
    }
    if (curve == Groups.P256) {
      libraries.add(new Library<>("JDK", () -> jca(Security.getProvider("SunEC"))));
      libraries.add(new Library<>("Corretto Crypto Provider", () -> jca(corretto())));
    }
    return libraries;
  }

  /** Why it cannot be measured here; empty if it can. */
  String problem(S sample) {
    try {
      return start.verifier().verify(sample) ? "" : "it refuses a valid signature";
    } catch (ReflectiveOperationException
        | GeneralSecurityException
        | RuntimeException
        | LinkageError e) {
      return e.toString();
    }
  }

  /**
   * Verifies {@code count} signatures, the samples again and again.
   *
   * @throws IllegalStateException if one is not found valid
   */
  void verify(List<S> samples, int count, int threads) {
    Parts.run(
        threads,
        count,
        (from, to) -> {
          try {
            Verifier<S> verifier = start.verifier();
            for (int i = from; i < to; i++) {
              if (!verifier.verify(samples.get(i % samples.size()))) {
                throw new IllegalStateException(name + ": refuses a valid signature");
              }
            }
          } catch (ReflectiveOperationException | GeneralSecurityException e) {
            throw new IllegalStateException(name, e);
          }
        });
  }

  private static Verifier<Signed> bouncyCastle(Group curve) {
    ECDomainParameters domain = Signed.domain(curve);
    return signed -> {
      var point = domain.validatePublicPoint(domain.getCurve().decodePoint(signed.key()));
      ECDSASigner signer = new ECDSASigner();
      signer.init(false, new ECPublicKeyParameters(point, domain));
      byte[] rs = signed.rs();
      return signer.verifySignature(
          signed.hash(),
          new BigInteger(1, rs, 0, rs.length / 2),
          new BigInteger(1, rs, rs.length / 2, rs.length / 2));
    };
  }

  private static Verifier<Signed> secp256k1() {
    Secp256k1 library = Secp256k1.get();
    return signed -> library.verify(signed.rs(), signed.hash(), signed.key());
  }

  /** Amazon Corretto Crypto Provider, which reads keys of Ed25519 only if it is told to. */
  static Provider corretto() throws ReflectiveOperationException {
    System.setProperty("com.amazon.corretto.crypto.provider.registerEdKeyFactory", "true");
    return Class.forName(CORRETTO)
        .asSubclass(Provider.class)
        .getDeclaredConstructor()
        .newInstance();
  }

  private static Verifier<Signed> jca(Provider provider) throws GeneralSecurityException {
    KeyFactory keys = KeyFactory.getInstance("EC", provider);
    Signature verifier = Signature.getInstance("NONEwithECDSA", provider);
    return signed -> {
      byte[] key = Arrays.copyOf(P256_KEY, P256_KEY.length + 64);
      System.arraycopy(signed.key(), 1, key, P256_KEY.length, 64);
      verifier.initVerify(keys.generatePublic(new X509EncodedKeySpec(key)));
      verifier.update(signed.hash());
      return verifier.verify(signed.der());
    };
  }
}
