/** Scores: kept as they were made, and told for what they are worth now. */
@NullMarked
package org.vitalwire.ingest.score;

import org.jspecify.annotations.NullMarked;
