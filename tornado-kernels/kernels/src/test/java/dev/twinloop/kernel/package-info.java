/** What the tests of all kernel packages share. */
@NullMarked
package dev.twinloop.kernel;

import org.jspecify.annotations.NullMarked;
