@NullMarked
package dev.twinloop.run;

import org.jspecify.annotations.NullMarked;
