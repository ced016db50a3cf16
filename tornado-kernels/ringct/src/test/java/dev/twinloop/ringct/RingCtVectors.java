package dev.twinloop.ringct;

import dev.twinloop.kernel.Vectors;
import dev.twinloop.ringct.clsag.ClsagStatement.Member;
import dev.twinloop.ringct.tx.Transaction;
import dev.twinloop.ringct.tx.TransactionException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The real transaction of the vectors. */
public final class RingCtVectors {
  private static final HexFormat HEX = HexFormat.of();

  private RingCtVectors() {}

  /** A blob and its rings. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Case(byte[] blob, List<List<Member>> rings) {
    /** The statement of another blob with the same rings. */
    public RingCtStatement with(byte[] other) throws TransactionException {
      return new RingCtStatement(Transaction.parse(other), rings);
    }

    /** The statement itself. */
    public RingCtStatement statement() throws TransactionException {
      return with(blob);
    }
  }

  /** Mainnet transaction e89415b9…, at height 2777777. */
  public static Case real() throws IOException {
    Map<String, Object> vector =
        Json.objects(Vectors.file("ringct/real/transactions-with-rings.json")).getFirst();
    List<List<Member>> rings =
        Json.list(Json.member(vector, "rings")).stream()
            .map(ring -> Json.list(ring).stream().map(RingCtVectors::member).toList())
            .toList();
    return new Case(HEX.parseHex(Json.text(vector, "hex")), rings);
  }

  private static Member member(Object value) {
    Map<String, Object> member = Json.map(value);
    return new Member(
        HEX.parseHex(Json.text(member, "key")), HEX.parseHex(Json.text(member, "mask")));
  }
}
