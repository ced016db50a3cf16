@NullMarked
package dev.twinloop.cli.ed25519;

import org.jspecify.annotations.NullMarked;
