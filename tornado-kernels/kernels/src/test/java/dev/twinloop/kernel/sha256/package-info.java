@NullMarked
package dev.twinloop.kernel.sha256;

import org.jspecify.annotations.NullMarked;
