/**
 * Range proofs of transactions of type 5: Bulletproofs (B. Bünz and others, ePrint 2017/1066), as
 * Monero verifies them [monero: bulletproofs.cc]. Monero made such proofs until August 2022. Since
 * then it makes Bulletproofs+.
 */
@NullMarked
package dev.twinloop.ringct.bp;

import org.jspecify.annotations.NullMarked;
