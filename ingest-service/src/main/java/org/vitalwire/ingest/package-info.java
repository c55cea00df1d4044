/** The ingest service as a whole: its configuration and its process. */
@NullMarked
package org.vitalwire.ingest;

import org.jspecify.annotations.NullMarked;
