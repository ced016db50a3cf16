/** A workload and an engine as small as they can be, for tests of the scheduler. */
@NullMarked
package dev.twinloop.toy;

import org.jspecify.annotations.NullMarked;
