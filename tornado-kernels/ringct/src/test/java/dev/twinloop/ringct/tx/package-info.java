@NullMarked
package dev.twinloop.ringct.tx;

import org.jspecify.annotations.NullMarked;
