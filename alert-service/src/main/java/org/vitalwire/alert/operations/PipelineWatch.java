package org.vitalwire.alert.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.vitalwire.alert.operations.ReaderProgress.Offsets;
import org.vitalwire.alert.operations.ReaderProgress.Pace;
import org.vitalwire.alert.operations.ReaderProgress.Reader;

/** Whether everybody who reads the platform's topics keeps up with them. */
final class PipelineWatch implements PartWatch {

    private final TopicReaders readers;
    private final ReaderProgress progress;
    private final OperationsAlerts alerts;
    private final LongSupplier nanoTime;

    PipelineWatch(
            TopicReaders readers,
            OperationsAlerts alerts,
            StatusSettings settings,
            LongSupplier nanoTime) {
        this.readers = readers;
        this.progress = new ReaderProgress(settings.stalledAfter(), settings.mostLag());
        this.alerts = alerts;
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public Part look(Instant now) {
        Map<Reader, Offsets> offsets = new TreeMap<>(readers.offsets());
        Map<Reader, Pace> paces = progress.look(offsets, nanoTime.getAsLong());
        paces.forEach((reader, pace) -> tell(reader, pace, offsets));
        List<Reader> slow =
                paces.entrySet().stream()
                        .filter(entry -> entry.getValue() != Pace.KEEPS_UP)
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
        return new Part(
                name(),
                slow.isEmpty() ? PartState.OK : PartState.DEGRADED,
                slow.isEmpty()
                        ? "Every reader keeps up."
                        : "Behind: " + String.join(", ", slow.stream().map(Reader::words).toList()),
                Map.of(
                        "readers",
                        offsets.entrySet().stream()
                                .map(entry ->
                                        Map.of(
                                                "group", entry.getKey().group(),
                                                "topic", entry.getKey().topic(),
                                                "lag", entry.getValue().lag()))
                                .toList()));
    }

    private void tell(Reader reader, Pace pace, Map<Reader, Offsets> offsets) {
        Offsets at = offsets.getOrDefault(reader, new Offsets(0, 0));
        switch (pace) {
            case KEEPS_UP -> alerts.end(OperationsKind.PIPELINE_LAG, reader.words());
            case BEHIND ->
                    alerts.raise(
                            OperationsKind.PIPELINE_LAG,
                            reader.words(),
                            at.lag() + " records behind");
            case STALLED ->
                    alerts.raise(
                            OperationsKind.PIPELINE_LAG,
                            reader.words(),
                            "reads nothing any more; " + at.lag() + " records wait");
        }
    }
}
