/**
 * Groth16's prover for circom's artefacts.
 *
 * <pre>
 *   .zkey ─▶ ProvingKey ─┐      rows a, b, c ─▶ NTT⁻¹ ─▶ NTT on the odd points ─▶ h = a b − c
 *   .wtns ─▶ Witness ────┴▶ ZkProver ─▶ Σ w A, Σ w B1, Σ w C, Σ h H  (tasks)   Σ w B2  (host)
 *                                    └▶ blinding, on the host ─▶ self-check by pairing ─▶ Proof
 *   .r1cs ─▶ R1csCheck: names the first constraint that a witness breaks
 * </pre>
 *
 * <p>A proof is handed out only after the verifier of this module has found it valid. The witness
 * and everything computed from it are zeroed after each proof, also after a failure. No message
 * contains a value of the witness.
 */
@NullMarked
package dev.twinloop.zk.prove;

import org.jspecify.annotations.NullMarked;
