/**
 * The file formats around circom: zkey, wtns and r1cs as iden3 defines them, and the JSON of
 * snarkjs.
 *
 * <pre>
 *   magic │ version │ sections │ type length data │ type length data │ …      zkey, wtns, r1cs
 * </pre>
 *
 * <p>Files are treated as hostile until they are parsed. Each length is compared with the real size
 * before it is used. No memory is allocated by a number that a file states. A refusal is a {@link
 * dev.twinloop.zk.format.FormatException} that names file, place and value. Parsing a mapped file
 * copies nothing. No message contains a value of a witness.
 */
@NullMarked
package dev.twinloop.zk.format;

import org.jspecify.annotations.NullMarked;
