/**
 * Concise linkable spontaneous anonymous group signatures (CLSAG; B. Goodell, S. Noether,
 * RandomRun, ePrint 2019/654), as Monero verifies them [monero: rctSigs.cpp, verRctCLSAGSimple].
 *
 * <pre>
 *   ClsagStatement ── ClsagVerifier, on the host: one signature, exact; the oracle
 *        │
 *   ClsagItems ─▶ ClsagBatch ─▶ ClsagVerdicts       many, by kernels
 * </pre>
 */
@NullMarked
package dev.twinloop.ringct.clsag;

import org.jspecify.annotations.NullMarked;
