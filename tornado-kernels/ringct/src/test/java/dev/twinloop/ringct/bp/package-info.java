@NullMarked
package dev.twinloop.ringct.bp;

import org.jspecify.annotations.NullMarked;
