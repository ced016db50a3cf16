@NullMarked
package dev.twinloop.device;

import org.jspecify.annotations.NullMarked;
