@NullMarked
package dev.twinloop.ringct.clsag;

import org.jspecify.annotations.NullMarked;
