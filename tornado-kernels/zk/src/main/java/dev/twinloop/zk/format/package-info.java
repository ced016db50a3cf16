/**
 * The file formats around circom: zkey, wtns and r1cs as iden3 defines them, and the JSON of
 * snarkjs.
 *
 * <pre>
 *   magic │ version │ sections │ type length data │ type length data │ …      zkey, wtns, r1cs
 * </pre>
 *
 * <p>Files are hostile until parsed: each length is compared with what is there before it is used,
 * nothing is allocated by a number that a file announces, and a refusal is a {@link
 * dev.twinloop.zk.format.FormatException} that names file, place and value. Parsing a mapped file
 * copies none of it. Values of a witness are in no message.
 */
@NullMarked
package dev.twinloop.zk.format;

import org.jspecify.annotations.NullMarked;
