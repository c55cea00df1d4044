/** Statistics of a unit: how long signs were in a range, and scores above a threshold. */
@NullMarked
package org.vitalwire.ingest.statistics;

import org.jspecify.annotations.NullMarked;
