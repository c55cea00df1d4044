/** The command line, and everything in one JVM. */
@NullMarked
package org.vitalwire.standalone;

import org.jspecify.annotations.NullMarked;
