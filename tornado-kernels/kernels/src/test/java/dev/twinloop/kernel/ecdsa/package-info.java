@NullMarked
package dev.twinloop.kernel.ecdsa;

import org.jspecify.annotations.NullMarked;
