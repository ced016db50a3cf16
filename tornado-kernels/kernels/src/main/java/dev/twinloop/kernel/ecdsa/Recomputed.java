package dev.twinloop.kernel.ecdsa;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.kernel.ecdsa.kernels.Codes;
import dev.twinloop.kernel.group.Groups;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;

/** Verifies items by independent means: Bouncy Castle, about 100 µs each. One thread. */
final class Recomputed {
  private final EcdsaBatch task;
  private final ECDomainParameters domain;

  Recomputed(EcdsaBatch task) {
    this.task = task;
    var named =
        CustomNamedCurves.getByName(task.curve() == Groups.P256 ? "secp256r1" : "secp256k1");
    this.domain =
        new ECDomainParameters(named.getCurve(), named.getG(), named.getN(), named.getH());
  }

  boolean valid(long item) {
    byte[] row =
        task.data().asSlice(item * EcdsaBatch.ITEM_BYTES, EcdsaBatch.ITEM_BYTES).toArray(JAVA_BYTE);
    ItemForms forms = task.forms();
    if (forms != null && forms.malformed().code(item) != 0) {
      return false;
    }
    int form = forms == null ? 0 : forms.code(item);
    Optional<KeyEncoding> encoding = KeyEncoding.ofCode(form & ~Codes.MESSAGE);
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(row, 128, 160));
    if (encoding.isEmpty() || (task.lowS() && s.compareTo(highS()) > 0)) {
      return false;
    }
    byte[] key = Arrays.copyOfRange(row, 31, encoding.get().compressed() ? 64 : 96);
    key[0] = encoding.get().prefix();
    ECPoint point;
    try {
      point = domain.validatePublicPoint(domain.getCurve().decodePoint(key));
    } catch (IllegalArgumentException e) {
      return false; // not a key of this curve, which is all that is asked
    }
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, new ECPublicKeyParameters(point, domain));
    BigInteger r = new BigInteger(1, Arrays.copyOfRange(row, 96, 128));
    return signer.verifySignature(task.hash(item).toArray(JAVA_BYTE), r, s);
  }

  private BigInteger highS() {
    return domain.getN().shiftRight(1);
  }
}
