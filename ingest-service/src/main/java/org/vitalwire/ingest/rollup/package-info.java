/** Minutes and hours, computed from the samples whenever these have changed. */
@NullMarked
package org.vitalwire.ingest.rollup;

import org.jspecify.annotations.NullMarked;
