/**
 * Checks the rules for kernels in bytecode. The rules say what a Java loop may not contain, because
 * TornadoVM compiles it wrongly without an error, or does not compile it.
 *
 * <pre>
 *   jar, folder or class ──▶ KernelRules ──▶ KernelReport: kernels, and KernelViolation…
 * </pre>
 *
 * {@code docs/kernels.md} explains each rule with a bad and a good example.
 */
@NullMarked
package dev.twinloop.rules;

import org.jspecify.annotations.NullMarked;
