@NullMarked
package dev.twinloop.kernel.keccak;

import org.jspecify.annotations.NullMarked;
