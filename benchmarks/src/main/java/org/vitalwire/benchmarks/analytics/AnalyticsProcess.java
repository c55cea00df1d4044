package org.vitalwire.benchmarks.analytics;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.vitalwire.benchmarks.process.ExtractedJar;
import org.vitalwire.benchmarks.process.KafkaProcess;
import org.vitalwire.benchmarks.process.ServiceMeters;
import org.vitalwire.embedded.Ports;
import org.vitalwire.testkit.ServiceProcess;
import org.vitalwire.testkit.TestTokens;

/** Analytics-service from its own jar, and nothing else in its process. */
final class AnalyticsProcess implements AutoCloseable {

    private final ServiceProcess process;
    private final ServiceMeters meters;

    private AnalyticsProcess(ServiceProcess process, ServiceMeters meters) {
        this.process = process;
        this.meters = meters;
    }

    static AnalyticsProcess start(Path jar, Path work, KafkaProcess kafka, List<String> flags) {
        int port = Ports.free();
        ServiceProcess process =
                ServiceProcess.jar(ExtractedJar.of(jar, work.resolve("app")))
                        .jvmArguments("-XX:TieredStopAtLevel=4")
                        .jvmArguments(flags.toArray(String[]::new))
                        .property("server.port", port)
                        .property("vitalwire.kafka.bootstrap-servers", kafka.bootstrapServers())
                        .property("vitalwire.security.issuer", TestTokens.shared().issuer())
                        .property("vitalwire.analytics.state-directory", work.resolve("state"))
                        .start();
        String url = "http://localhost:" + port;
        process.awaitHealthy(url + "/actuator/health/readiness", Duration.ofSeconds(90));
        return new AnalyticsProcess(process, new ServiceMeters(url));
    }

    long pid() {
        return process.pid();
    }

    /** Readings that were evaluated by its own account. */
    long evaluated() throws IOException, InterruptedException {
        return (long) meters.sum("vitalwire_analytics_readings_total");
    }

    @Override
    public void close() {
        process.close();
    }
}
