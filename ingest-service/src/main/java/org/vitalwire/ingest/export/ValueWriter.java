package org.vitalwire.ingest.export;

import java.io.IOException;
import org.vitalwire.ingest.store.RecordedValue;

/** Writes one file. Remembers no more of it than a bounded part. */
interface ValueWriter {

    void write(RecordedValue value) throws IOException;

    /** Writes what is left; without it the file is not whole. Closes nothing. */
    void end() throws IOException;
}
