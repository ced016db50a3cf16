package dev.twinloop.ringct.clsag;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.ringct.clsag.ClsagStatement.Member;
import dev.twinloop.ringct.clsag.ClsagStatement.Signature;
import dev.twinloop.task.Program;
import java.util.HexFormat;
import java.util.List;

/**
 * The ring signature of Monero's mainnet transaction e89415b9… (height 2777777, ring of 16), as it
 * is; with another message; and with a key image that has a component of small order.
 */
public final class ClsagKnownAnswers implements KnownAnswers {
  private static final String MESSAGE =
      "c5a76ffd7d8916210332afa07a253368f7e1eea1f385f393a1f3fa8b6d1f2f4b";
  private static final String PSEUDO =
      "eb83fde4db28cfbb8ec0a785bcf6a7253099a7c9424161ae04c12f4bc2146408";
  private static final String IMAGE =
      "af1f15c6fab3da19b3ef6ab0ceffe7cd19b19cd741eb0d4a1b695b37d9fb6ac2";

  /** The key image plus the point of order 2. */
  private static final String TORSION =
      "3ee0ea39054c25e64c10954f31001832e64e6328be14f2b5e496a4c82604953d";

  /** s of each member, c1, D. */
  private static final String SIGNATURE =
      "746fc3a12129f1dbff4e1f8cd869efa59750bfebd7558b0cc91cb410b2093e0c"
          + "b7dc7b1089c31e93b7972c75283468f163292f01cf315a692de2f3dc014bf409"
          + "0aa9fcdf024bd0dbe132be459e9ee685a63f7cac13aa1032a1abfaa919a73800"
          + "84a7f165401c3842074e6e6af8331313e078c3c7f45e3e719563e89f44f3550d"
          + "a4cdfd05af13ef2eea25e9650008a9cd53ba86a7dbddf4f85a106715e070aa0d"
          + "8f28aea787dde78649bd6be31e07912ea9cbd3db97477d09289013815f4d890e"
          + "667436176ad9592203621e39a45fac0a81d2b9856e2cf2769954c8c593900508"
          + "465b9e2c814b6c57ddec35e378d33f06caebbdfd36fc0802b5246f85297ae803"
          + "1da24081543b1251f893e2587b1c90e43029e27c877a326f06ee5a06eb22e603"
          + "e22b61f5da153ca733de95ea1d61cb7a79a00ceaea5e7cb555a5568e626aed03"
          + "76efdc318a067a21ba4f45350fc18264c43c5dac4d0bf3fe81462fb65c7aff01"
          + "008aa08a9fef54855a7ae4b1b595eb7d305c0e140052fc5ab9d9c13247f4620d"
          + "bdabe63231d48abe2b00f746dfdeba2dffa7df9583ec389fb3589a1b1401390d"
          + "d6366a8c23cc715a9792ce4391db9b0dcffbb2c9f4339a204dc3cba9231abb0c"
          + "f6c5564a5cc8bf98e7901e99022535944464ff805f7f38fe38eb15ef1be1500d"
          + "72e6df9fe591b45c326af5e646cb7ca3edc3ba6bd8852c26fd62435113e8c400"
          + "ed68ec5a2b377d6f6e5f22a2cbafdf5053594d5e612db0c9dd7f648abb54ec02"
          + "d25e883920b7951751f5712497c8fe6db6dad4b19d95d9ef632e25940c637d7e";

  /** Key and commitment of each member. */
  private static final String[] RING = {
    "e50f476129d40af31e0938743f7f2d60e867aab31294f7acaf6e38f0976f0228",
        "51e788ddf5c95c124a7314d45a91b52d60db25a0572de9c2b4ec515aca3d4481",
    "804245d067fcfe6cd66376db0571869989bc68b3e22a0f902109c7530df47a59",
        "c3cc65d3b3a05defaa05213dc3b0496f9b86dbeeefbff28db34b134b6ee3230b",
    "527563a03b498e47732b815f5f0c5875a70e0fb71a37c88123f0f8686349fae4",
        "04417c03b397cd11e403275ec89cb0ab5b8476bb88470e9ae7208ea63dacf073",
    "bffca8b5c7fe4235ba7136d6b5325f63df343dc147940b677f50217f8953bca6",
        "5cd8c5e54e07275422c9c5a9f4a7268d26c494ffba419e878b7e873a02ae2e76",
    "1f73385ea74308aa78b5abf585faac14a5e78a6e23f0f68c9c14681108b28ef0",
        "5c02b3156daaa8ec476d3244439d90efa266f3e51cb9c8eb384d8b9a8efaa024",
    "a2421eae8bb256644b34feeab48c6086c2c9feb40d2643436dc45e303eee8ab2",
        "787823abffa988b56d4a7b4a834630f71520220fd82fad035955e616ec095788",
    "17d8d8dc1e1c25b7295f2eab44c4ccc08a629b8e8d781bbb6f9a51a9561bcd4c",
        "db1ea24be6947e03176a297160dba16d65f37751bb0ef2ba71a4590d12b61dfc",
    "2c39348a9ab04dbabe3b5249819b7845ed8aaebd0d8eddd98bda0bf40753a398",
        "4e6cd25fbd10e2e040be84e3bf8043c612daeef625e66a5e5bcff88c9c46e82c",
    "c4c97157f23b45c7084526aaa9958fe858bebe446a7efa22c491c439b74271b1",
        "e251db2c86193a11a5bffefffe48c20e3d92a8dc98cb3a2f41704e565bcd860a",
    "d342045525139a8551bcdfa7aa0117d2ac2327cb6cf449ca59420c300e4471a5",
        "789c11f72060ad80f4cda5d89b24d49f9435bf765598dea7a91776e99f05f87c",
    "9a972ccf2c74f648070b0be839749c98eca87166de401a6c1f59e64b938a46c1",
        "5444cbed5cec31fb6ed1612f815d292f2bf3d2ff584bbcd8e5201ec59670d414",
    "49ccb806ccf5cbd74bae8d9fb2da8918ab61d0774ee6a6c3a6ccd237db22a088",
        "0c5db942fb44f29f6ef956e24db91f98a6de6e7288b0b04d01b8f260453d1431",
    "74417e8d1483df2df6fe68c88fc9a72639c35d765b38351b838521addf45dadc",
        "a1a606d6c4762ef51c1759bcb8b5c88be1d323025400c41fe6885431064b64dc",
    "48c4c349adaf7b3be27656ea70d1c83b93e1511bb0aac987861a4da9689b0e95",
        "ad14ffd5edac199ea7c5437d558089b0f2f03aa74bde43611322d769968b5a1c",
    "2d2ffade0f85ddd83a036469e49542e93cad94f9bea535f0ea2eb2f56304517e",
        "bcc48d00bd06dc5439200e749d0caf8a062b072d0c0eb1f78f6a4d8f2373e5f4",
    "4ee857d0ce17f66eca9c81eb326e404ceb50c8198248f2f827c440ee7aa0c0d7",
        "a8a9d61d4abbfb123630ffd214c834cc45113eaa51dd2f904cc6ae0c3c5d70e3"
  };

  private static final int ROUNDS = 6;

  @Override
  public List<KnownAnswer<?>> all() {
    Signature signature = Signature.of(hex(SIGNATURE), RING.length / 2);
    List<Member> ring =
        java.util.stream.IntStream.range(0, RING.length / 2)
            .mapToObj(i -> new Member(hex(RING[2 * i]), hex(RING[2 * i + 1])))
            .toList();
    ClsagItems items = new ClsagItems(ring.size(), 3L * ROUNDS);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] other = hex(MESSAGE);
      other[i] ^= 1;
      items.add(new ClsagStatement(hex(MESSAGE), ring, hex(PSEUDO), hex(IMAGE), signature));
      items.add(new ClsagStatement(other, ring, hex(PSEUDO), hex(IMAGE), signature));
      items.add(new ClsagStatement(hex(MESSAGE), ring, hex(PSEUDO), hex(TORSION), signature));
    }
    List<Finding> expected = List.of(Finding.VALID, Finding.RING_OPEN, Finding.KEY_IMAGE_TORSION);
    return List.of(
        KnownAnswer.ofItems(
            items.verify(), i -> expected.get(i % 3), (verdicts, i) -> verdicts.get(i).finding()));
  }

  @Override
  public List<KnownAnswer<?>> of(Program<?, ?> program) {
    return program instanceof ClsagProgram ? KnownAnswers.super.of(program) : List.of();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
