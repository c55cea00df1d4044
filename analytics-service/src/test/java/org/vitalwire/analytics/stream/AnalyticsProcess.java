package org.vitalwire.analytics.stream;

import java.time.Duration;
import org.vitalwire.analytics.AnalyticsApplication;
import org.vitalwire.embedded.Ports;
import org.vitalwire.testkit.ServiceMeters;
import org.vitalwire.testkit.ServiceProcess;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;

/** An analytics-service in a process of its own, with the settings that we ship. */
final class AnalyticsProcess implements AutoCloseable {

    private final ServiceProcess process;
    private final String url;
    private final ServiceMeters meters;

    private AnalyticsProcess(ServiceProcess process, String url) {
        this.process = process;
        this.url = url;
        this.meters = new ServiceMeters(url);
    }

    /** Returns at once. Its states are kept in a directory of its own. */
    static AnalyticsProcess start(String application) {
        int port = Ports.free();
        ServiceProcess process =
                ServiceProcess.mainClass(AnalyticsApplication.class)
                        .jvmArguments("-Xmx256m", "-Xshare:auto")
                        .property("server.port", port)
                        .property(
                                "vitalwire.kafka.bootstrap-servers",
                                SharedInfrastructure.bootstrapServers())
                        .property("vitalwire.kafka.partitions", 2)
                        .property("vitalwire.security.issuer", TestTokens.shared().issuer())
                        .property("vitalwire.analytics.application-id", application)
                        .start();
        return new AnalyticsProcess(process, "http://localhost:" + port);
    }

    AnalyticsProcess awaitReady(Duration atMost) {
        process.awaitHealthy(url + "/actuator/health/readiness", atMost);
        return this;
    }

    /** Partitions of that kind, {@code active} or {@code standby}. */
    double tasks(String kind) {
        return meters.sum("vitalwire_analytics_tasks", "kind=\"" + kind + "\"");
    }

    double readings() {
        return meters.sum("vitalwire_analytics_readings_total", "lane=\"live\"");
    }

    void kill9() {
        process.kill9();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.kill9();
        }
    }
}
