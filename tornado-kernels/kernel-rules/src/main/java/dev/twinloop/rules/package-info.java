/**
 * The rules for kernels, read from bytecode: what a Java loop may not contain because TornadoVM
 * compiles it wrongly, in silence, or not at all.
 *
 * <pre>
 *   jar, folder or class ──▶ KernelRules ──▶ KernelReport: kernels, and KernelViolation…
 * </pre>
 *
 * {@code docs/kernels.md} gives each rule with a bad and a good example.
 */
@NullMarked
package dev.twinloop.rules;

import org.jspecify.annotations.NullMarked;
