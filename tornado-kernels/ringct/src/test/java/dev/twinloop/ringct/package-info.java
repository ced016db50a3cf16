@NullMarked
package dev.twinloop.ringct;

import org.jspecify.annotations.NullMarked;
