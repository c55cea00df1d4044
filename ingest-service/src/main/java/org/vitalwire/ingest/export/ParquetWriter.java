package org.vitalwire.ingest.export;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;
import org.vitalwire.ingest.store.RecordedValue;

/**
 * Apache Parquet, gzip pages, in row groups of a bounded number of rows: what is in memory is one
 * of them. Uses the layers of parquet-java below its {@code ParquetWriter}, which would need
 * Hadoop.
 */
final class ParquetWriter implements ValueWriter {

    static final int ROWS_IN_A_GROUP = 50_000;

    private static final LogicalTypeAnnotation MICROS =
            LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS);

    /** {@code code} is the letter of a coded sign, whose {@code value} is the letter's place. */
    private static final MessageType SCHEMA =
            Types.buildMessage()
                    .required(INT64)
                    .as(MICROS)
                    .named("time")
                    .required(INT64)
                    .as(MICROS)
                    .named("receivedAt")
                    .required(BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("sign")
                    .required(DOUBLE)
                    .named("value")
                    .optional(BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("code")
                    .required(BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("unit")
                    .required(BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("loinc")
                    .required(BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("flags")
                    .required(BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("device")
                    .required(BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named("lane")
                    .required(BOOLEAN)
                    .named("synthetic")
                    .optional(INT32)
                    .named("clockOffsetMillis")
                    .named("vitals");

    private static final ParquetProperties PROPERTIES =
            ParquetProperties.builder().withAllocator(new HeapByteBufferAllocator()).build();

    private final ParquetFileWriter file;
    private final int rowsInAGroup;
    private @Nullable RowGroup group;

    ParquetWriter(OutputStream out) throws IOException {
        this(out, ROWS_IN_A_GROUP);
    }

    ParquetWriter(OutputStream out, int rowsInAGroup) throws IOException {
        this.rowsInAGroup = rowsInAGroup;
        // The size of row groups is decided here by their rows, so the bytes and padding are moot.
        this.file =
                new ParquetFileWriter(
                        new StreamedFile(out),
                        SCHEMA,
                        ParquetFileWriter.Mode.CREATE,
                        Long.MAX_VALUE,
                        0,
                        PROPERTIES.getColumnIndexTruncateLength(),
                        PROPERTIES.getStatisticsTruncateLength(),
                        true);
        file.start();
    }

    @Override
    public void write(RecordedValue value) throws IOException {
        RowGroup present = group;
        if (present == null) {
            present = new RowGroup();
            group = present;
        }
        ParquetRow.write(present.consumer, value);
        present.rows++;
        if (present.rows == rowsInAGroup) {
            endGroup(present);
        }
    }

    private void endGroup(RowGroup present) throws IOException {
        present.consumer.flush();
        present.columns.flush();
        file.startBlock(present.rows);
        present.pages.flushToFileWriter(file);
        file.endBlock();
        present.columns.close();
        present.pages.close();
        group = null;
    }

    @Override
    public void end() throws IOException {
        RowGroup present = group;
        if (present != null) {
            endGroup(present);
        }
        file.end(Map.of("created-for", "Vitalwire export"));
        file.close();
    }

    private static final class RowGroup {

        private final ColumnChunkPageWriteStore pages =
                new ColumnChunkPageWriteStore(
                        new GzipPages(),
                        SCHEMA,
                        PROPERTIES.getAllocator(),
                        PROPERTIES.getColumnIndexTruncateLength(),
                        true);
        private final ColumnWriteStore columns =
                PROPERTIES.newColumnWriteStore(SCHEMA, pages, pages);
        private final RecordConsumer consumer =
                new ColumnIOFactory(false).getColumnIO(SCHEMA).getRecordWriter(columns);
        private int rows;
    }
}
