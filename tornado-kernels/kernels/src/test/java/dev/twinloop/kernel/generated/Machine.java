package dev.twinloop.kernel.generated;

import java.util.HashMap;
import java.util.Map;

/**
 * A machine that runs micro-programs: the one loop, with the numbers it computes with and the ops
 * of its set.
 *
 * @param set package and name of the set of instructions
 * @param className of the machine
 * @param numbers the class that computes
 * @param special whether its numbers are those of a field with a multiplier of its own, nine limbs
 */
record Machine(String set, String className, String numbers, boolean special) {
  /** Sums of points: numbers of any field, of a width that is a literal at each call. */
  static final Machine XYZZ = new Machine("xyzz", "XyzzMachine", "XyzzNumbers", false);

  /** That of a field with a multiplier of its own. */
  static Machine of(SpecialField field) {
    String name = field.className();
    return new Machine(
        field == SpecialField.ED25519 ? "edwards" : "weierstrass",
        name.replace("Field", "Machine"),
        name,
        true);
  }

  /** Below the package {@code kernel}. */
  String path() {
    return "machine/" + set + "/" + className + ".java";
  }

  String source() {
    String name = Character.toUpperCase(set.charAt(0)) + set.substring(1);
    Map<String, Object> values = new HashMap<>();
    values.put("set", set);
    values.put("class", className);
    values.put("numbers", numbers);
    values.put("steps", name + "Steps");
    values.put("on", special ? "{@link " + numbers + "}" : "{@link XyzzNumbers}");
    values.put("special", special ? "yes" : "");
    values.put("sums", special ? "yes" : "");
    values.put("branches", special ? "" : "yes");
    for (String one : new String[] {"weierstrass", "edwards", "xyzz"}) {
      values.put(one, one.equals(set) ? "yes" : "");
    }
    values.put("assembler", set.equals("edwards") ? "EdwardsAssembler" : "CurveAssembler");
    values.put("limbs", special ? "LIMBS" : "limbs");
    values.put("modulus", special ? "" : ", n, limbs");
    values.put("width", special ? "" : ", limbs");
    boolean one = className.startsWith("Ed25519");
    values.put("multiple", one ? "0" : "Instruction.multiple(more)");
    values.put("addedMultiple", one ? "0" : "Instruction.addedMultiple(more)");
    return Template.of("Machine").fill(values);
  }
}
