@NullMarked
package dev.twinloop.observe;

import org.jspecify.annotations.NullMarked;
