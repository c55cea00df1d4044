/** Trusted values by the minute, for those who chart: the read facade of ehr-bridge. */
@NullMarked
package org.vitalwire.ingest.minutes;

import org.jspecify.annotations.NullMarked;
