package org.vitalwire.analytics.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.vitalwire.analytics.AnalyticsApplication;
import org.vitalwire.embedded.Ports;
import org.vitalwire.testkit.ServiceProcess;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestTokens;

/** An analytics-service in a process of its own, with the settings that we ship. */
final class AnalyticsProcess implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ServiceProcess process;
    private final String url;

    private AnalyticsProcess(ServiceProcess process, String url) {
        this.process = process;
        this.url = url;
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
        return meter("vitalwire_analytics_tasks{kind=\"" + kind + "\"}");
    }

    double readings() {
        return meter("vitalwire_analytics_readings_total{lane=\"live\"}");
    }

    void kill9() {
        process.kill9();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** 0 while there is no such series. */
    private double meter(String series) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/actuator/prometheus"))
                        .header("Authorization", "Bearer " + TestTokens.shared().token("operator"))
                        .timeout(Duration.ofSeconds(10))
                        .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith(series))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.kill9();
        }
        http.shutdownNow();
    }
}
