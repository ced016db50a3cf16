/**
 * Lets a program that saw a secret overwrite its data on the device.
 *
 * <pre>
 *   stages of a program ─▶ WipeStage ─▶ inputs and scratch are zeros; the launch vouches for all before
 *                          not wiped: tables, residents, constants, outputs
 * </pre>
 */
@NullMarked
package dev.twinloop.kernel.wipe;

import org.jspecify.annotations.NullMarked;
