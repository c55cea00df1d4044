package org.vitalwire.benchmarks.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.vitalwire.benchmarks.hop.TopicWatch;
import org.vitalwire.benchmarks.observe.ServerProcesses;
import org.vitalwire.benchmarks.process.KafkaProcess;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.embedded.EmbeddedPostgreSql;
import org.vitalwire.testkit.TestTokens;

/** A broker, a database and the service that begin anew, each a process of its own. */
final class Arrangement implements AutoCloseable {

    private static final String HOP_TOPIC = "raw-hop";
    private static final int PARTITIONS = 6;
    private static final long PATIENCE_SECONDS = 60;

    private final KafkaProcess kafka;
    private final EmbeddedPostgreSql postgres;
    private final AlertProcess alerts;
    private int loads;

    Arrangement(Path jar, Path work, List<String> flags) throws IOException {
        Files.createDirectories(work);
        kafka = KafkaProcess.start(work.resolve("kafka"));
        postgres = new EmbeddedPostgreSql(EmbeddedPostgreSql.Settings.in(work.resolve("postgres")));
        try {
            postgres.start();
            alerts =
                    AlertProcess.start(
                            jar,
                            work,
                            kafka,
                            postgres.createServiceDatabase("alert", "benchmark-only", "alert"),
                            flags);
        } catch (RuntimeException | Error e) {
            postgres.close();
            kafka.close();
            throw e;
        }
    }

    AlertProcess alerts() {
        return alerts;
    }

    /** For {@code findings.v1}, with patients of its own. */
    FindingLoad newLoad(Priority priority) {
        return new FindingLoad(
                kafka.bootstrapServers(), Topic.FINDINGS.topicName(), "load-" + ++loads, priority);
    }

    Console openConsole(Console.Watcher watcher) throws IOException, InterruptedException {
        return Console.open(alerts.port(), TestTokens.shared().token("clinician"), watcher);
    }

    /** Findings at a rate, as one console sees them. */
    FindingStep load(double rate, double seconds, Priority priority)
            throws IOException, InterruptedException {
        try (FindingLoad load = newLoad(priority);
                Console _ = openConsole(load::saw)) {
            long findings = Math.round(rate * seconds);
            long before = alerts.findings();
            long serviceCpu = ServerProcesses.cpuMicros(alerts.pid());
            ServerProcesses postgresOnly = postgresProcesses();
            long postgresCpu = postgresOnly.cpu().postgres();
            long behind = load.send(rate, findings);
            int waiting = load.waiting();
            int missing = load.awaitArrivals(PATIENCE_SECONDS);
            return new FindingStep(
                    rate,
                    findings,
                    behind,
                    waiting,
                    missing,
                    alerts.findings() - before,
                    (double) (ServerProcesses.cpuMicros(alerts.pid()) - serviceCpu) / findings,
                    (double) (postgresOnly.cpu().postgres() - postgresCpu) / findings,
                    load.latency());
        }
    }

    /** The same records through a topic that nobody else reads, to a plain consumer. */
    Histogram hop(double rate, double seconds) throws InterruptedException, ExecutionException {
        String topic = HOP_TOPIC + "-" + ++loads;
        try (Admin admin = Admin.create(java.util.Map.of("bootstrap.servers", bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
        }
        try (FindingLoad load = new FindingLoad(bootstrap(), topic, "hop-" + loads, Priority.HIGH);
                TopicWatch _ =
                        new TopicWatch(
                                bootstrap(),
                                topic,
                                (record, at) -> load.arrived(record.key(), at))) {
            load.send(rate, Math.round(rate * seconds));
            load.awaitArrivals(PATIENCE_SECONDS);
            return load.latency();
        }
    }

    private String bootstrap() {
        return kafka.bootstrapServers();
    }

    private ServerProcesses postgresProcesses() throws IOException {
        return new ServerProcesses(
                alerts.pid(), ServerProcesses.postmaster(postgres.dataDirectory()));
    }

    @Override
    public void close() {
        alerts.close();
        postgres.close();
        kafka.close();
    }
}
