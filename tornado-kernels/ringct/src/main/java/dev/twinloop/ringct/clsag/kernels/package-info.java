/**
 * Kernels of ring signatures.
 *
 * <pre>
 *   members  one turn a member       ranges of s; P, C and Hp(P)
 *   images   one turn a signature    key image, D, Co; both factors, W; the round hash's first blocks
 *   rounds   one turn a signature    the ring, round by round; every challenge is written
 *   sides    two turns a signature   or one round at a time: L and R,
 *   ends     one turn a signature    and the challenge that follows
 * </pre>
 */
@NullMarked
package dev.twinloop.ringct.clsag.kernels;

import org.jspecify.annotations.NullMarked;
