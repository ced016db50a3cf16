/**
 * Range proofs of transactions of type 5: Bulletproofs (B. Bünz and others, ePrint 2017/1066), as
 * Monero verifies them [monero: bulletproofs.cc]. They were made until August 2022; Bulletproofs+
 * came after them.
 */
@NullMarked
package dev.twinloop.ringct.bp;

import org.jspecify.annotations.NullMarked;
