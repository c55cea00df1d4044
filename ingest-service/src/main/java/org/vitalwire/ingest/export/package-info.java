/** A patient's values as a file: CSV, NDJSON or Apache Parquet, streamed. */
@NullMarked
package org.vitalwire.ingest.export;

import org.jspecify.annotations.NullMarked;
