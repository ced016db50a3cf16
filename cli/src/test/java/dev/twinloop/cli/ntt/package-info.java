@NullMarked
package dev.twinloop.cli.ntt;

import org.jspecify.annotations.NullMarked;
