/** The ward board: everybody's newest values and scores, in memory, live. */
@NullMarked
package org.vitalwire.ingest.board;

import org.jspecify.annotations.NullMarked;
