@NullMarked
package dev.twinloop.kernel.group;

import org.jspecify.annotations.NullMarked;
