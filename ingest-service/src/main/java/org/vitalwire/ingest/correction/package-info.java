/** Values that were entered in error: marked, never deleted. */
@NullMarked
package org.vitalwire.ingest.correction;

import org.jspecify.annotations.NullMarked;
