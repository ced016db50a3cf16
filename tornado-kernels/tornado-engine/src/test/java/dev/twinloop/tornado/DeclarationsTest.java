package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PoCL compiled every kernel again in each process: its C had another order each time. */
class DeclarationsTest {
  private static final String HEAD =
      "__kernel void add(__global uchar *control, __global uchar *sums)\n{\n";
  private static final String BODY =
      "\n  // BLOCK 0\n  ul_0  =  (ulong) control;\n  i_10  =  ul_0 + 20L;\n  return;\n}  //  kernel";

  @Test
  void twoProcessesMakeTheSameText() {
    String one = HEAD + "  ulong ul_12, ul_2, ul_0; \n  int i_10, i_9; \n  bool b_3; \n" + BODY;
    String other = HEAD + "  bool b_3; \n  int i_9, i_10; \n  ulong ul_0, ul_2, ul_12; \n" + BODY;
    assertNotEquals(one, other);
    String sorted = HEAD + "  bool b_3;\n  int i_9, i_10;\n  ulong ul_0, ul_2, ul_12;\n" + BODY;
    assertEquals(sorted, Declarations.sorted(one));
    assertEquals(sorted, Declarations.sorted(other));
  }

  @Test
  void whatIsNoListOfNamesStaysWhereItIs() {
    String text =
        HEAD
            + "  ulong ul_2; \n  __private long adaptor[4];\n  int i_1; \n"
            + "  return;\n  ulong8 v8_2 = vload8(0, p);\n  goto b;\n  goto a;"
            + BODY;
    assertEquals(text.replace("; \n", ";\n"), Declarations.sorted(text));
  }

  @Test
  void allElseOfTheCodeIsKept() {
    KernelCode code =
        new KernelCode(
            "add",
            List.of("READ_ONLY", "READ_WRITE"),
            "-w",
            (HEAD + BODY).getBytes(StandardCharsets.UTF_8));
    KernelCode sorted = Declarations.sorted(code);
    assertEquals("add", sorted.entryPoint());
    assertEquals(code.accesses(), sorted.accesses());
    assertEquals("-w", sorted.options());
    assertEquals(HEAD + BODY, new String(sorted.bytes(), StandardCharsets.UTF_8));
  }
}
