/**
 * Programs that saw a secret overwrite on the device what they leave there.
 *
 * <pre>
 *   stages of a program ─▶ WipeStage ─▶ inputs and scratch are zeros; the launch vouches for all before
 *                          not wiped: tables, residents, constants, outputs
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.wipe;

import org.jspecify.annotations.NullMarked;
