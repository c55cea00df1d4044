package org.vitalwire.benchmarks.alerts;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.vitalwire.benchmarks.process.KafkaProcess;
import org.vitalwire.benchmarks.process.MeasuredService;
import org.vitalwire.embedded.ServiceDatabase;

/** Alert-service, measured. */
final class AlertProcess implements AutoCloseable {

    private final MeasuredService service;

    private AlertProcess(MeasuredService service) {
        this.service = service;
    }

    static AlertProcess start(
            Path jar, Path work, KafkaProcess kafka, ServiceDatabase database, List<String> flags) {
        return new AlertProcess(
                MeasuredService.start(
                        jar, work, kafka, flags, MeasuredService.database("alert", database)));
    }

    long pid() {
        return service.pid();
    }

    int port() {
        return service.port();
    }

    /** Findings that are in its database by its own account. */
    long findings() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                service.get(service.request("/api/v1/findings/count", "clinician"));
        if (answer.statusCode() != 200) {
            throw new IOException("the count of findings is refused: " + answer.statusCode());
        }
        return Long.parseLong(answer.body().replaceAll("\\D", ""));
    }

    @Override
    public void close() {
        service.close();
    }
}
