/** What caller and worker say to each other: small, bounded, validated frames. */
@NullMarked
package dev.twinloop.worker.protocol;

import org.jspecify.annotations.NullMarked;
