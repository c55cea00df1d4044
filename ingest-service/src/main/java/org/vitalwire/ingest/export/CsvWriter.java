package org.vitalwire.ingest.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.vitalwire.ingest.store.RecordedValue;

/** RFC 4180 with a header. A text can never become a formula in whoever's spreadsheet. */
final class CsvWriter implements ValueWriter {

    private static final String HEADER =
            "time,receivedAt,sign,value,unit,loinc,flags,device,lane,synthetic,clockOffsetMillis";

    private final BufferedWriter out;

    CsvWriter(OutputStream out) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.out.write(HEADER);
        this.out.write("\r\n");
    }

    @Override
    public void write(RecordedValue recorded) throws IOException {
        ExportRow row = ExportRow.of(recorded);
        out.write(row.time().toString());
        out.write(',');
        out.write(row.receivedAt().toString());
        text(row.sign());
        out.write(',');
        out.write(row.value() instanceof String letter ? safe(letter) : row.value().toString());
        text(row.unit());
        text(row.loinc());
        text(String.join(" ", row.flags()));
        text(row.device());
        text(row.lane());
        out.write(row.synthetic() ? ",true," : ",false,");
        Integer offset = row.clockOffsetMillis();
        out.write(offset == null ? "" : offset.toString());
        out.write("\r\n");
    }

    private void text(String text) throws IOException {
        out.write(',');
        out.write(safe(text));
    }

    /** Quoted where it must be; what a spreadsheet would calculate begins with an apostrophe. */
    static String safe(String text) {
        String harmless =
                !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain =
                harmless.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }
}
