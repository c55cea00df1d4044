package org.vitalwire.ingest.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.vitalwire.ingest.store.RecordedValue;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object a line. */
final class NdjsonWriter implements ValueWriter {

    private static final ObjectWriter JSON = JsonMapper.shared().writerFor(ExportRow.class);

    private final OutputStream out;

    NdjsonWriter(OutputStream out) {
        this.out = new BufferedOutputStream(out, 16_384);
    }

    @Override
    public void write(RecordedValue value) throws IOException {
        out.write(JSON.writeValueAsBytes(ExportRow.of(value)));
        out.write('\n');
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }
}
