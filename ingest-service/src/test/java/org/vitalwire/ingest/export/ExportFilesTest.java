package org.vitalwire.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.RecordedValue;
import org.vitalwire.ingest.store.StoredValue;

class ExportFilesTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static RecordedValue value(VitalSign sign, int second, double value, int flags) {
        return new RecordedValue(
                new StoredValue(
                        sign,
                        NOON.plusSeconds(second).plusNanos(1_000),
                        value,
                        flags,
                        new DeviceId("monitor-1"),
                        flags == 0 ? Lane.LIVE : Lane.BACKFILL,
                        true),
                NOON.plusSeconds(second).plusMillis(250),
                flags == 0 ? OptionalInt.empty() : OptionalInt.of(-1_500));
    }

    private static final List<RecordedValue> VALUES =
            List.of(
                    value(VitalSign.HEART_RATE, 0, 72, 0),
                    value(
                            VitalSign.TEMPERATURE,
                            1,
                            36.9,
                            ValueFlag.QUESTIONABLE.bit() | ValueFlag.DEMO.bit()),
                    value(VitalSign.CONSCIOUSNESS, 2, 0, 0));

    private static byte[] file(ExportFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ValueWriter writer = format.writer(out);
        for (RecordedValue value : VALUES) {
            writer.write(value);
        }
        writer.end();
        return out.toByteArray();
    }

    @Test
    void csvHasAHeaderAndARowForEachValue() throws IOException {
        assertThat(new String(file(ExportFormat.CSV), StandardCharsets.UTF_8).split("\r\n"))
                .containsExactly(
                        "time,receivedAt,sign,value,unit,loinc,flags,device,lane,synthetic,clockOffsetMillis",
                        "2026-11-22T12:00:00.000001Z,2026-11-22T12:00:00.250Z,heart-rate,72,/min,"
                                + "8867-4,,monitor-1,LIVE,true,",
                        "2026-11-22T12:00:01.000001Z,2026-11-22T12:00:01.250Z,temperature,36.9,Cel,"
                                + "8310-5,questionable demo,monitor-1,BACKFILL,true,-1500",
                        "2026-11-22T12:00:02.000001Z,2026-11-22T12:00:02.250Z,consciousness,A,"
                                + CsvWriter.safe(VitalSign.CONSCIOUSNESS.entry().unit())
                                + ","
                                + VitalSign.CONSCIOUSNESS.entry().loinc().getFirst()
                                + ",,monitor-1,LIVE,true,");
    }

    @Test
    void noTextOfACsvBecomesAFormula() {
        assertThat(CsvWriter.safe("=1+1")).isEqualTo("'=1+1");
        assertThat(CsvWriter.safe("+1")).isEqualTo("'+1");
        assertThat(CsvWriter.safe("-1")).isEqualTo("'-1");
        assertThat(CsvWriter.safe("@SUM(A1)")).isEqualTo("'@SUM(A1)");
        assertThat(CsvWriter.safe("\tx")).isEqualTo("'\tx");
        assertThat(CsvWriter.safe("=HYPERLINK(\"a\",\"b\")"))
                .isEqualTo("\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"");
        assertThat(CsvWriter.safe("a\r\nb")).isEqualTo("\"a\r\nb\"");
        assertThat(CsvWriter.safe("monitor-1")).isEqualTo("monitor-1");
        assertThat(CsvWriter.safe("")).isEmpty();
    }

    @Test
    void ndjsonIsOneObjectALine() throws IOException {
        String[] lines = new String(file(ExportFormat.NDJSON), StandardCharsets.UTF_8).split("\n");
        assertThat(lines).hasSize(3);
        assertThat(lines[1])
                .contains("\"time\":\"2026-11-22T12:00:01.000001Z\"")
                .contains("\"value\":36.9")
                .contains("\"flags\":[\"questionable\",\"demo\"]")
                .contains("\"clockOffsetMillis\":-1500");
        assertThat(lines[2]).contains("\"value\":\"A\"").contains("\"clockOffsetMillis\":null");
    }

    @Test
    void parquetReadsBackInAReaderThatIsNotOurs() throws IOException {
        try (ParquetFileReader reader =
                        ParquetFileReader.open(
                                InputFile.of(ByteBuffer.wrap(file(ExportFormat.PARQUET))));
                RowReader row = reader.rowReader()) {
            row.next();
            assertThat(row.getTimestamp(0)).isEqualTo(NOON.plusNanos(1_000));
            assertThat(row.getTimestamp(1)).isEqualTo(NOON.plusMillis(250));
            assertThat(row.getString(2)).isEqualTo("heart-rate");
            assertThat(row.getDouble(3)).isEqualTo(72);
            assertThat(row.isNull(4)).isTrue();
            assertThat(row.getString(5)).isEqualTo("/min");
            assertThat(row.getString(6)).isEqualTo("8867-4");
            assertThat(row.getString(7)).isEmpty();
            assertThat(row.getString(8)).isEqualTo("monitor-1");
            assertThat(row.getString(9)).isEqualTo("LIVE");
            assertThat(row.getBoolean(10)).isTrue();
            assertThat(row.isNull(11)).isTrue();
            row.next();
            assertThat(row.getDouble(3)).isEqualTo(36.9);
            assertThat(row.getString(7)).isEqualTo("questionable demo");
            assertThat(row.getInt(11)).isEqualTo(-1_500);
            row.next();
            assertThat(row.getDouble(3)).isZero();
            assertThat(row.getString(4)).isEqualTo("A");
            assertThat(row.hasNext()).isFalse();
        }
    }

    @Test
    void parquetHasNoRowsWhereThereAreNoValues() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ParquetWriter(out).end();
        try (ParquetFileReader reader =
                ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(out.toByteArray())))) {
            assertThat(reader.getFileMetaData().numRows()).isZero();
        }
    }

    @Test
    void aParquetFileHasRowGroupsOfBoundedSizeWrittenAsTheyFill() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ParquetWriter writer = new ParquetWriter(out, 1_000);
        int sizeAfterTwoGroups = 0;
        for (int second = 0; second < 2_500; second++) {
            if (second == 2_001) {
                sizeAfterTwoGroups = out.size();
            }
            writer.write(value(VitalSign.HEART_RATE, second, second % 100, 0));
        }
        writer.end();
        assertThat(sizeAfterTwoGroups).isGreaterThan(2_000);
        try (ParquetFileReader reader =
                        ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(out.toByteArray())));
                RowReader row = reader.rowReader()) {
            assertThat(reader.getFileMetaData().rowGroups()).hasSize(3);
            IntStream.range(0, 2_500)
                    .forEach(second -> {
                        row.next();
                        assertThat(row.getDouble(3)).isEqualTo(second % 100);
                    });
            assertThat(row.hasNext()).isFalse();
        }
    }
}
