/** Programs that saw a secret overwrite on the device what they leave there. */
@NullMarked
package dev.twinloop.kernel.wipe;

import org.jspecify.annotations.NullMarked;
