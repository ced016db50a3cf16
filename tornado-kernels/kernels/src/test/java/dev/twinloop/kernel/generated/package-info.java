@NullMarked
package dev.twinloop.kernel.generated;

import org.jspecify.annotations.NullMarked;
