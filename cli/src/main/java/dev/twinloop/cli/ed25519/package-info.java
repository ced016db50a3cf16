/** {@code twinloop ed25519}: JSON lines in, JSON lines out. */
@NullMarked
package dev.twinloop.cli.ed25519;

import org.jspecify.annotations.NullMarked;
