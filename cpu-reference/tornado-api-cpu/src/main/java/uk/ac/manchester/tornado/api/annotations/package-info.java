/** The part of TornadoVM's API that kernels touch, for machines with no TornadoVM. */
@NullMarked
package uk.ac.manchester.tornado.api.annotations;

import org.jspecify.annotations.NullMarked;
