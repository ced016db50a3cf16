@NullMarked
package dev.twinloop.ringct.bpp;

import org.jspecify.annotations.NullMarked;
