package org.vitalwire.benchmarks.analytics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.vitalwire.benchmarks.hop.TopicWatch;
import org.vitalwire.benchmarks.load.MicroClock;
import org.vitalwire.benchmarks.observe.ServerProcesses;
import org.vitalwire.benchmarks.process.KafkaProcess;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodecs;

/** A broker and the service that begin anew, each a process of its own, and a load on them. */
final class Arrangement implements AutoCloseable {

    private static final String HOP_TOPIC = "raw-hop";
    private static final int PARTITIONS = 6;
    private static final long LONGEST_MICROS = 600_000_000L;
    private static final long PATIENCE_SECONDS = 60;

    private final KafkaProcess kafka;
    private final AnalyticsProcess analytics;

    Arrangement(Path jar, Path work, List<String> flags) {
        kafka = KafkaProcess.start(work.resolve("kafka"));
        try {
            analytics = AnalyticsProcess.start(jar, work, kafka, flags);
        } catch (RuntimeException | Error e) {
            kafka.close();
            throw e;
        }
    }

    LiveStep load(LiveLoad.Plan plan) throws IOException, InterruptedException {
        Histogram toFinding = newHistogram();
        try (LiveLoad load = new LiveLoad(kafka.bootstrapServers(), Topic.READINGS.topicName());
                TopicWatch _ =
                        new TopicWatch(
                                kafka.bootstrapServers(),
                                Topic.FINDINGS.topicName(),
                                (record, at) -> {
                                    Finding finding = EventCodecs.FINDING.decode(record.value());
                                    if (load.isAwaited(finding.messageId())) {
                                        note(toFinding, finding.messageId(), at);
                                    }
                                })) {
            long before = analytics.evaluated();
            long serviceCpu = ServerProcesses.cpuMicros(analytics.pid());
            long brokerCpu = ServerProcesses.cpuMicros(kafka.pid());
            long behind = load.send(plan);
            long backlog = plan.messages() - (analytics.evaluated() - before);
            int missing = load.awaitArrivals(PATIENCE_SECONDS);
            long evaluated = awaitEvaluated(before + plan.messages()) - before;
            long count = Math.max(1, evaluated);
            return new LiveStep(
                    plan,
                    behind,
                    backlog,
                    evaluated,
                    missing,
                    (double) (ServerProcesses.cpuMicros(analytics.pid()) - serviceCpu) / count,
                    (double) (ServerProcesses.cpuMicros(kafka.pid()) - brokerCpu) / count,
                    toFinding);
        }
    }

    /**
     * The same readings through a topic that nobody evaluates, to a consumer like that of the
     * findings.
     *
     * @return microseconds from when a reading was due to its arrival
     */
    Histogram hop(LiveLoad.Plan plan) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(HOP_TOPIC, PARTITIONS, (short) 1))).all().get();
        }
        Histogram toConsumer = newHistogram();
        try (LiveLoad load = new LiveLoad(kafka.bootstrapServers(), HOP_TOPIC);
                TopicWatch _ =
                        new TopicWatch(
                                kafka.bootstrapServers(),
                                HOP_TOPIC,
                                (record, at) ->
                                        note(
                                                toConsumer,
                                                EventCodecs.READING
                                                        .decode(record.value())
                                                        .messageId(),
                                                at))) {
            load.send(plan);
            long giveUp = MicroClock.now() + PATIENCE_SECONDS * 1_000_000;
            while (toConsumer.getTotalCount() < plan.messages() && MicroClock.now() < giveUp) {
                LockSupport.parkNanos(20_000_000);
            }
        }
        return toConsumer;
    }

    private long awaitEvaluated(long count) {
        long giveUp = MicroClock.now() + PATIENCE_SECONDS * 1_000_000;
        long evaluated = analytics.evaluated();
        while (evaluated < count && MicroClock.now() < giveUp) {
            LockSupport.parkNanos(100_000_000);
            evaluated = analytics.evaluated();
        }
        return evaluated;
    }

    private static void note(Histogram histogram, String messageId, long at) {
        histogram.recordValue(Math.clamp(at - LiveReadings.microsOf(messageId), 0, LONGEST_MICROS));
    }

    private static Histogram newHistogram() {
        return new ConcurrentHistogram(LONGEST_MICROS, 3);
    }

    @Override
    public void close() {
        analytics.close();
        kafka.close();
    }
}
