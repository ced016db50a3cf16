/** A user's own package: nothing of Twinloop knows it. */
@NullMarked
package own;

import org.jspecify.annotations.NullMarked;
