@NullMarked
package dev.twinloop.kernel.merkle;

import org.jspecify.annotations.NullMarked;
