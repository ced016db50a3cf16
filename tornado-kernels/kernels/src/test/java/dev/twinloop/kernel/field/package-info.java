@NullMarked
package dev.twinloop.kernel.field;

import org.jspecify.annotations.NullMarked;
