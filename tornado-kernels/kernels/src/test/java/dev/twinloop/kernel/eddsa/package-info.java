@NullMarked
package dev.twinloop.kernel.eddsa;

import org.jspecify.annotations.NullMarked;
