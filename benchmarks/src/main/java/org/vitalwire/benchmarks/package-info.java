/** End-to-end load on a running platform, and the raw hops it is made of. */
@NullMarked
package org.vitalwire.benchmarks;

import org.jspecify.annotations.NullMarked;
