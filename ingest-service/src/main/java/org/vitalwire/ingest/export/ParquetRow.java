package org.vitalwire.ingest.export;

import java.util.OptionalInt;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.ingest.store.RecordedValue;
import org.vitalwire.ingest.store.SqlTime;
import org.vitalwire.ingest.store.StoredValue;

/** One value as a Parquet row; the fields in the order of the schema. */
final class ParquetRow {

    private ParquetRow() {}

    static void write(RecordConsumer out, RecordedValue recorded) {
        StoredValue value = recorded.value();
        CatalogueEntry entry = value.sign().entry();
        out.startMessage();
        number(out, "time", 0, SqlTime.micros(value.time()));
        number(out, "receivedAt", 1, SqlTime.micros(recorded.receivedAt()));
        text(out, "sign", 2, entry.code());
        out.startField("value", 3);
        out.addDouble(value.value());
        out.endField("value", 3);
        if (entry.kind() == CatalogueEntry.Kind.CODED) {
            text(out, "code", 4, entry.format(value.value()));
        }
        text(out, "unit", 5, entry.unit());
        text(out, "loinc", 6, entry.loinc().stream().findFirst().orElse(""));
        text(out, "flags", 7, String.join(" ", ValueFlag.codes(value.flags())));
        text(out, "device", 8, value.device().value());
        text(out, "lane", 9, value.lane().name());
        out.startField("synthetic", 10);
        out.addBoolean(value.synthetic());
        out.endField("synthetic", 10);
        OptionalInt offset = recorded.clockOffsetMillis();
        if (offset.isPresent()) {
            out.startField("clockOffsetMillis", 11);
            out.addInteger(offset.getAsInt());
            out.endField("clockOffsetMillis", 11);
        }
        out.endMessage();
    }

    private static void number(RecordConsumer out, String field, int index, long number) {
        out.startField(field, index);
        out.addLong(number);
        out.endField(field, index);
    }

    private static void text(RecordConsumer out, String field, int index, String text) {
        out.startField(field, index);
        out.addBinary(Binary.fromString(text));
        out.endField(field, index);
    }
}
