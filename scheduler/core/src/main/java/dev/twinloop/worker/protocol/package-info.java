/** The frames that caller and worker exchange: small, bounded and validated. */
@NullMarked
package dev.twinloop.worker.protocol;

import org.jspecify.annotations.NullMarked;
