/** What the tests of this module share. */
@NullMarked
package dev.twinloop.zk;

import org.jspecify.annotations.NullMarked;
