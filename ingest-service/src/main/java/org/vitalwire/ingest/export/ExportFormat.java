package org.vitalwire.ingest.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.vitalwire.kit.web.ApiProblem;

/** What an export can look like. */
enum ExportFormat {
    CSV("text/csv;charset=UTF-8") {
        @Override
        ValueWriter writer(OutputStream out) throws IOException {
            return new CsvWriter(out);
        }
    },
    NDJSON("application/x-ndjson") {
        @Override
        ValueWriter writer(OutputStream out) {
            return new NdjsonWriter(out);
        }
    },
    PARQUET("application/vnd.apache.parquet") {
        @Override
        ValueWriter writer(OutputStream out) throws IOException {
            return new ParquetWriter(out);
        }
    };

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    abstract ValueWriter writer(OutputStream out) throws IOException;

    String mediaType() {
        return mediaType;
    }

    /** Also the end of a file's name. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * By its code.
     *
     * @throws ApiProblem 400 {@code BAD_FORMAT}
     */
    static ExportFormat ofCode(String code) {
        return Arrays.stream(values())
                .filter(format -> format.code().equals(code))
                .findFirst()
                .orElseThrow(() ->
                        new ApiProblem(
                                HttpStatus.BAD_REQUEST,
                                "BAD_FORMAT",
                                "'format' must be csv, ndjson or parquet."));
    }
}
