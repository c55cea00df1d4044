/** From readings.v1 into the store: batches, refusals, and what is measured on the way. */
@NullMarked
package org.vitalwire.ingest.intake;

import org.jspecify.annotations.NullMarked;
