/** The host's arithmetic against BigInteger. */
@NullMarked
package dev.twinloop.kernel.ecdsa.host;

import org.jspecify.annotations.NullMarked;
