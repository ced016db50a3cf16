package dev.twinloop.kernel.generated;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.KernelClass;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.field.ShoupForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Writes the kernel classes of each group and each scalar field from one template each. {@code mvn
 * test -Dtest=GeneratedKernelsTest -Dtwinloop.generate=true} puts them where they belong.
 */
final class GeneratedKernels {
  /** Products of all sums of points stay below so many times the square of the modulus. */
  private static final BigInteger ROOM = BigInteger.valueOf(100);

  private static final int LEAST_TWO_ADICITY = 26;

  private GeneratedKernels() {}

  /** All sources by their paths below the package {@code kernel}. */
  static Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    for (Group group : Groups.all()) {
      if (group.base().degree() == 1 && group.curve().a().isZero() && hasRoom(group.field())) {
        String name = KernelClass.javaName(group.name()) + "Points";
        all.put("msm/kernels/" + name + ".java", points(group, name));
      }
      Field scalars = group.scalars();
      if (scalars.twoAdicity() >= LEAST_TWO_ADICITY && ShoupForm.fits(scalars)) {
        String name = KernelClass.javaName(scalars.name()) + "Kernels";
        all.put("ntt/" + name + ".java", transforms(scalars, name));
      }
    }
    return all;
  }

  private static boolean hasRoom(Field field) {
    return MontgomeryForm.of(field).r().compareTo(field.modulus().multiply(ROOM)) > 0;
  }

  private static String points(Group group, String name) {
    MontgomeryForm form = MontgomeryForm.of(group.field());
    StringBuilder literals = new StringBuilder();
    int[] n = form.parameters();
    for (int i = 0; i < form.limbs(); i++) {
      literals.append(literal("n", i, n[i]));
    }
    int[] k = form.multiples();
    for (int i = 0; i < k.length; i++) {
      literals.append(literal("k", i, k[i]));
    }
    return template("Points.java.template")
        .replace("${Class}", name)
        .replace("${name}", group.name())
        .replace("${limbs}", Integer.toString(form.limbs()))
        .replace("${literals}\n", literals);
  }

  private static String transforms(Field field, String name) {
    StringBuilder literals = new StringBuilder();
    int[] n = new ShoupForm(field.modulus()).parameters();
    for (int i = 0; i < n.length; i++) {
      literals.append(literal("n", i, n[i]));
    }
    return template("Kernels.java.template")
        .replace("${Class}", name)
        .replace("${name}", field.name())
        .replace("${literals}\n", literals);
  }

  private static String literal(String array, int index, int value) {
    return "    %s[%d] = 0x%x;\n".formatted(array, index, value);
  }

  private static String template(String name) {
    try (InputStream in = GeneratedKernels.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
