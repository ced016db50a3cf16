@NullMarked
package dev.twinloop.cli.ecdsa;

import org.jspecify.annotations.NullMarked;
