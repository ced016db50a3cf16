/** {@code twinloop ecdsa}: JSON lines in, JSON lines out. */
@NullMarked
package dev.twinloop.cli.ecdsa;

import org.jspecify.annotations.NullMarked;
