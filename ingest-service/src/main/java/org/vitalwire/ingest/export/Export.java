package org.vitalwire.ingest.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.DevicePeriod;
import org.vitalwire.ingest.store.SampleStore;

/** From the store's cursor into a file, value by value. */
final class Export {

    private final SampleStore store;
    private final Duration longest;
    private final InstantSource clock;

    Export(SampleStore store, Duration longest, InstantSource clock) {
        this.store = store;
        this.longest = longest;
        this.clock = clock;
    }

    /**
     * Writes the whole file, or throws.
     *
     * @throws IOException when nobody takes it any more
     * @throws IllegalStateException when it takes too long
     */
    void write(
            ExportFormat format, List<DevicePeriod> periods, Set<VitalSign> signs, OutputStream out)
            throws IOException {
        Instant latest = clock.instant().plus(longest);
        ValueWriter writer = format.writer(out);
        try {
            store.forEach(
                    periods,
                    signs,
                    value -> {
                        if (clock.instant().isAfter(latest)) {
                            throw new IllegalStateException("an export took too long");
                        }
                        try {
                            writer.write(value);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        writer.end();
        out.flush();
    }
}
