@NullMarked
package dev.twinloop.cli.msm;

import org.jspecify.annotations.NullMarked;
