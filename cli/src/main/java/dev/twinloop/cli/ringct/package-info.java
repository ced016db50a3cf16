/**
 * {@code twinloop clsag} and {@code twinloop ringct}: Monero's ring signatures, and transactions
 * with all of their ring signatures. JSON lines in, JSON lines out.
 */
@NullMarked
package dev.twinloop.cli.ringct;

import org.jspecify.annotations.NullMarked;
