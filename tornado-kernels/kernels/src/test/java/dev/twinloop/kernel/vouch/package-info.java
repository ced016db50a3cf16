@NullMarked
package dev.twinloop.kernel.vouch;

import org.jspecify.annotations.NullMarked;
