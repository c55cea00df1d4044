package org.vitalwire.benchmarks.store;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.vitalwire.benchmarks.process.KafkaProcess;
import org.vitalwire.benchmarks.process.MeasuredService;
import org.vitalwire.embedded.ServiceDatabase;

/** Ingest-service, measured. */
final class IngestProcess implements AutoCloseable {

    private final MeasuredService service;

    private IngestProcess(MeasuredService service) {
        this.service = service;
    }

    static IngestProcess start(
            Path jar, Path work, KafkaProcess kafka, ServiceDatabase database, List<String> flags) {
        return new IngestProcess(
                MeasuredService.start(
                        jar, work, kafka, flags, MeasuredService.database("ingest", database)));
    }

    long pid() {
        return service.pid();
    }

    HttpRequest request(String path, String role) {
        return service.request(path, role);
    }

    HttpResponse<String> get(HttpRequest request) throws IOException, InterruptedException {
        return service.get(request);
    }

    /** Readings that are in the database by its own account, those that were there included. */
    long stored() {
        return (long) meter("vitalwire_ingest_rows_total");
    }

    /** Sum over all series of the meter. */
    double meter(String name) {
        return service.meter(name);
    }

    @Override
    public void close() {
        service.close();
    }
}
