@NullMarked
package dev.twinloop.zk.pairing;

import org.jspecify.annotations.NullMarked;
