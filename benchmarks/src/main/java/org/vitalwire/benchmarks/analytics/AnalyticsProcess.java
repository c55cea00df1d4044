package org.vitalwire.benchmarks.analytics;

import java.nio.file.Path;
import java.util.List;
import org.vitalwire.benchmarks.process.KafkaProcess;
import org.vitalwire.benchmarks.process.MeasuredService;

/** Analytics-service, measured. */
final class AnalyticsProcess implements AutoCloseable {

    private final MeasuredService service;

    private AnalyticsProcess(MeasuredService service) {
        this.service = service;
    }

    static AnalyticsProcess start(Path jar, Path work, KafkaProcess kafka, List<String> flags) {
        return new AnalyticsProcess(
                MeasuredService.start(
                        jar,
                        work,
                        kafka,
                        flags,
                        own ->
                                own.property(
                                        "vitalwire.analytics.state-directory",
                                        work.resolve("state"))));
    }

    long pid() {
        return service.pid();
    }

    /** Readings that were evaluated by its own account. */
    long evaluated() {
        return (long) service.meter("vitalwire_analytics_readings_total");
    }

    @Override
    public void close() {
        service.close();
    }
}
