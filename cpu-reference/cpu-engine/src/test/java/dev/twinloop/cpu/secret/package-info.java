/** A workload whose scratch holds its input as it is: for tests of what is left behind. */
@org.jspecify.annotations.NullMarked
package dev.twinloop.cpu.secret;
