/** Starts and stops the whole platform on one machine. */
@NullMarked
package org.vitalwire.standalone.run;

import org.jspecify.annotations.NullMarked;
