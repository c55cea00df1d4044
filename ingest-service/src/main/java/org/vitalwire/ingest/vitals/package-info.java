/** The query API for vital signs: latest values, series, and counts of rows. */
@NullMarked
package org.vitalwire.ingest.vitals;

import org.jspecify.annotations.NullMarked;
