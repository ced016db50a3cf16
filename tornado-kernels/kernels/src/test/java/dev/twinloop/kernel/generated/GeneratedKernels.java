package dev.twinloop.kernel.generated;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.field.KernelClasses;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.field.ShoupForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the classes that are twins of one another, or loops written out, from one template each:
 * multipliers of each number of limbs, kernels of each group and each field, hash functions. {@code
 * mvn test -Dtest=GeneratedKernelsTest -Dtwinloop.generate=true} puts them where they belong.
 */
final class GeneratedKernels {
  /** For sums of points: R is more than 64 times the modulus, as {@code XyzzAssembler} requires. */
  private static final BigInteger ROOM = BigInteger.valueOf(64);

  /** One field of each width of coordinates. */
  private static final List<MontgomeryForm> WIDTHS =
      List.of(MontgomeryForm.of(Fields.BN254_BASE), MontgomeryForm.of(Fields.BLS12_381_BASE));

  private static final int LEAST_TWO_ADICITY = 26;

  private GeneratedKernels() {}

  /** All sources by their paths below the package {@code kernel}. */
  static Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    all.put("field/Montgomery29.java", montgomery(9, 29));
    all.put("field/Montgomery28.java", montgomery(14, 28));
    all.put("msm/kernels/Pair29.java", pair(9, 29));
    all.put("msm/kernels/Pair28.java", pair(14, 28));
    all.put("field/Shoup29.java", shoup());
    all.put("sha256/Sha256Rounds.java", Sha2.SHA256.rounds());
    all.put("sha256/Padding64.java", Sha2.SHA256.padding());
    all.put("sha512/Sha512Rounds.java", Sha2.SHA512.rounds());
    all.put("sha512/Sha512Blocks.java", DigestKernels.sha512Blocks());
    for (DigestKernels one :
        List.of(DigestKernels.SHA256, DigestKernels.SHA512, DigestKernels.KECCAK)) {
      all.putAll(one.sources());
    }
    all.put("msm/kernels/SortKernels.java", sort());
    all.put("vouch/VouchKernels.java", vouch());
    all.put("ntt/kernels/PointwiseKernels.java", Template.of("PointwiseKernels").fill(Map.of()));
    all.put("merkle/kernels/MerkleKernels.java", merkle());
    all.put("ntt/kernels/StraightTile.java", StraightTiles.tile());
    all.put("ntt/kernels/StraightPasses.java", StraightTiles.passes());
    all.put("field/FpOf4Limbs.java", hostField(4));
    all.put("field/FpOf6Limbs.java", hostField(6));
    for (SpecialField field : SpecialField.values()) {
      all.put("field/" + field.className() + ".java", field.source());
      all.put(Machine.of(field).path(), Machine.of(field).source());
    }
    all.put(Machine.XYZZ.path(), Machine.XYZZ.source());
    for (MontgomeryForm form : WIDTHS) {
      String name = "Points" + form.bits();
      all.put("msm/points/" + name + ".java", widthPoints(form, name));
    }
    for (Group group : Groups.all()) {
      String java = KernelClasses.javaName(group.name());
      if (a(group) <= 2 && hasRoom(group.field())) {
        String name = java + "Points";
        all.put("msm/points/" + name + ".java", points(group, name));
      }
      SpecialField.of(group)
          .filter(field -> field != SpecialField.ED25519) // no ECDSA there
          .ifPresent(
              field ->
                  all.put(
                      "ecdsa/kernels/" + java + "Points.java",
                      signatures(group, Machine.of(field).className())));
      Field scalars = group.scalars();
      if (scalars.twoAdicity() >= LEAST_TWO_ADICITY && ShoupForm.fits(scalars)) {
        String name = KernelClasses.javaName(scalars.name()) + "Kernels";
        all.put("ntt/kernels/" + name + ".java", transforms(scalars, name));
      }
    }
    return all;
  }

  /** The curve's coefficient a, or more than sums of points can do with. */
  private static int a(Group group) {
    BigInteger a =
        group.curve().a().coefficients().stream().reduce(BigInteger.ZERO, BigInteger::max);
    return a.min(BigInteger.TEN).intValue();
  }

  private static boolean hasRoom(Field field) {
    return MontgomeryForm.of(field).r().compareTo(field.modulus().multiply(ROOM)) > 0;
  }

  private static String montgomery(int limbs, int bits) {
    Columns columns = new Columns(limbs, bits);
    int carry = 64 - bits;
    Map<String, Object> values = new HashMap<>();
    values.put("limbs", limbs);
    values.put("bits", bits);
    values.put("last", limbs - 1);
    values.put("radix", limbs * bits);
    values.put("most", limbs == 9 ? 256 : 384);
    values.put("products", 2 * limbs * limbs);
    values.put("squares", limbs * limbs + limbs * (limbs + 1) / 2);
    values.put("carries", 2 * limbs - 1);
    values.put("product", limbs == 9 ? "3 * 2^59" : "2^59");
    values.put("example", limbs == 9 ? NINE_LIMBS : FOURTEEN_LIMBS);
    values.put("carry", carry);
    values.put("carryMask", "0x%xL".formatted((1L << carry) - 1));
    values.put("limbMask", "0x%x".formatted((1 << bits) - 1));
    values.put("mul", columns.montgomery("c", k -> columns.products(k, "a", "b")));
    values.put("sqr", columns.montgomery("c", columns::squares));
    values.put("sum", columns.montgomery("s", columns::pairs));
    return Template.of("Montgomery").fill(values);
  }

  private static String pair(int limbs, int bits) {
    Columns columns = new Columns(limbs, bits);
    Map<String, Object> values = new HashMap<>();
    values.put("limbs", limbs);
    values.put("double", 2 * limbs);
    values.put("bits", bits);
    values.put("spare", 32 - bits);
    values.put("radix", limbs * bits);
    values.put("products", 5 * limbs * limbs);
    values.put("squares", 4 * limbs * limbs);
    values.put("limbMask", "0x%x".formatted((1 << bits) - 1));
    values.put("lower", columns.pair(0, limbs));
    values.put("upper", columns.pair(limbs, 2 * limbs - 1));
    values.put("sqr", columns.pairSquare());
    return Template.of("Pair").fill(values);
  }

  private static final String NINE_LIMBS =
      "So for 254-bit p (BN254) factors may be up to 8 p and 16 p, for 255-bit p (scalars of"
          + " BLS12-381) both up to 8 p.";

  private static final String FOURTEEN_LIMBS =
      "So for the 381-bit p of BLS12-381 both factors may be up to 50 p.";

  private static String shoup() {
    Columns columns = new Columns(9, 29);
    return Template.of("Shoup")
        .fill(Map.of("upper", columns.upper("a", "v"), "lower", columns.lower()));
  }

  private static String hostField(int limbs) {
    return Template.of("HostField").fill(new HostDigits(limbs, limbs == 4 ? 52 : 55).values());
  }

  private static String points(Group group, String name) {
    MontgomeryForm form = MontgomeryForm.of(group.field());
    Map<String, Object> values = new HashMap<>();
    boolean prime = group.base().degree() == 1;
    values.put("class", name);
    values.put("name", group.name());
    values.put("prime", prime ? "yes" : "");
    values.put("limbs", form.limbs() * group.base().degree());
    values.put("g", prime ? "g" : "f");
    values.put("a", prime ? a(group) : 0);
    values.put("spare", 32 - form.bits());
    values.put(
        "literals",
        literals("n", form.parameters(), form.limbs())
            + literals("k", form.multiples(), 4 * form.limbs()));
    values.put("Sets0", "");
    values.put("what0", "One turn a share of the sorted order: adds up its runs of equal digits.");
    values.put("Sets1", "Sets");
    values.put("what1", "The same for several sets of points over the same order.");
    return Template.of("SumPoints").fill(values);
  }

  private static String widthPoints(MontgomeryForm form, String name) {
    return Template.of("WidthPoints")
        .fill(Map.of("class", name, "limbs", form.limbs(), "bits", form.bits()));
  }

  private static String signatures(Group group, String machine) {
    return Template.of("SignaturePoints")
        .fill(
            Map.of(
                "class",
                KernelClasses.javaName(group.name()) + "Points",
                "name",
                group.name(),
                "machine",
                machine));
  }

  private static String transforms(Field field, String name) {
    int[] n = new ShoupForm(field.modulus()).parameters();
    Map<String, Object> values = StraightTiles.values();
    values.put("class", name);
    values.put("name", field.name());
    values.put("literals", literals("n", n, n.length));
    values.putAll(Map.of("with0", "without", "suffix0", "", "units0", 1));
    values.putAll(Map.of("with1", "with", "suffix1", "Coset", "units1", 0));
    return Template.of("Transforms").fill(values);
  }

  /** Passes by six bits and by seven; eight (or four) entries are read before one is written. */
  private static String sort() {
    Map<String, Object> values = new HashMap<>();
    values.putAll(Map.of("Wide0", "", "ROWS0", "ROWS", "bits0", "six"));
    values.putAll(Map.of("Wide1", "Wide", "ROWS1", "WIDE_ROWS", "bits1", "seven"));
    return Template.of("SortKernels").fill(values);
  }

  /** Two, four and eight launches. */
  private static String vouch() {
    Map<String, Object> values = new HashMap<>();
    String[] names = {"a", "b", "c", "d", "e", "f", "g", "h"};
    for (int i = 0; i < names.length; i++) {
      values.put("array" + i, names[i]);
    }
    String[] words = {"one", "two", "four", "eight"};
    for (int log = 1; log < words.length; log++) {
      values.put("size" + log, 1 << log);
      values.put("word" + log, words[log]);
      values.put("arrays" + log, String.join(", ", List.of(names).subList(0, 1 << log)));
    }
    return Template.of("VouchKernels").fill(values);
  }

  /** The folds of each scheme. */
  private static String merkle() {
    Map<String, Object> values = new HashMap<>();
    values.putAll(Map.of("Scheme0", "Sha256", "SCHEME0", "SHA256", "SMALL0", "SHA256_SMALL"));
    values.putAll(Map.of("Scheme1", "Rfc6962", "SCHEME1", "RFC6962", "SMALL1", "RFC6962"));
    values.putAll(Map.of("Scheme2", "Bitcoin", "SCHEME2", "BITCOIN", "SMALL2", "BITCOIN"));
    return Template.of("MerkleKernels").fill(values);
  }

  private static String literals(String array, int[] values, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "    %s[%d] = 0x%x;\n".formatted(array, i, values[i]))
        .collect(Collectors.joining());
  }
}
