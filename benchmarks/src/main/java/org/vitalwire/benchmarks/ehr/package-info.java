/** What charting and delivering to a record costs, and what it costs others. */
@NullMarked
package org.vitalwire.benchmarks.ehr;

import org.jspecify.annotations.NullMarked;
