/** {@code twinloop zk}: Groth16 proofs over circom's files. */
@NullMarked
package dev.twinloop.cli.zk;

import org.jspecify.annotations.NullMarked;
