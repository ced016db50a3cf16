/** The part of TornadoVM's API that kernels touch, for machines with no TornadoVM. */
@NullMarked
package uk.ac.manchester.tornado.api.types.arrays;

import org.jspecify.annotations.NullMarked;
