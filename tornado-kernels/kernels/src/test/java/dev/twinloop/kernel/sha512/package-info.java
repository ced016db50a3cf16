@NullMarked
package dev.twinloop.kernel.sha512;

import org.jspecify.annotations.NullMarked;
