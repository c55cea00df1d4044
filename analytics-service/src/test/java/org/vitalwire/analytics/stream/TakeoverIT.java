package org.vitalwire.analytics.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vitalwire.contracts.vitals.VitalSign.HEART_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.SPO2;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.vitalwire.analytics.decision.Rulebook;
import org.vitalwire.analytics.decision.Rulebooks;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.kit.kafka.KafkaClients;
import org.vitalwire.kit.kafka.KafkaConfiguration;
import org.vitalwire.testkit.EventProbe;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestReading;

/**
 * Two instances over a real broker, with the settings of the service. One dies in the middle of a
 * reading, as a process does that is killed: it commits nothing and does not leave its group. The
 * other one goes on from its copy of the states.
 */
class TakeoverIT {

    private static final int PATIENTS = 40;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir private Path directory;

    private final String application = "takeover-" + UUID.randomUUID();
    private final List<String> patients =
            IntStream.range(0, PATIENTS).mapToObj(i -> application + "-" + i).toList();
    private final EventProbe events = SharedInfrastructure.kafka().events();
    private final List<Instance> instances = new ArrayList<>();

    /** One process, as far as Kafka can tell. */
    private final class Instance {

        private final AtomicBoolean killed = new AtomicBoolean();
        private final KafkaStreams streams;

        Instance(String name) {
            streams =
                    new KafkaStreams(
                            AnalyticsTopology.build(
                                    new Mortal(killed),
                                    new Batteries(),
                                    new AnalyticsMeters(new SimpleMeterRegistry()),
                                    Duration.ofSeconds(5)),
                            settings(directory.resolve(name)));
            streams.setUncaughtExceptionHandler(
                    cause -> StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
            streams.start();
            instances.add(this);
        }

        boolean has(int active, int standby) {
            return streams.state() == State.RUNNING
                    && streams.metadataForLocalThreads().stream()
                                    .mapToInt(t -> t.activeTasks().size())
                                    .sum()
                            >= active
                    && streams.metadataForLocalThreads().stream()
                                    .mapToInt(t -> t.standbyTasks().size())
                                    .sum()
                            >= standby;
        }
    }

    /** Dies at the next reading once it is told so: an error, so that it is not put aside. */
    private record Mortal(AtomicBoolean killed) implements Rulebooks {

        private static final Rulebooks ALWAYS = Rulebooks.always(PolicyReader.readDefault());

        @Override
        public Rulebook inForce(PatientId patientId, long at) {
            if (killed.get()) {
                throw new AssertionError("killed");
            }
            return ALWAYS.inForce(patientId, at);
        }

        @Override
        public Optional<Rulebook> candidate(PatientId patientId, long at) {
            return Optional.empty();
        }
    }

    @AfterEach
    void close() {
        instances.forEach(i ->
                i.streams.close(
                        CloseOptions.timeout(Duration.ofSeconds(5))
                                .withGroupMembershipOperation(
                                        CloseOptions.GroupMembershipOperation.LEAVE_GROUP)));
    }

    @Test
    void anotherInstanceTakesOverInTenSecondsAndLosesAndDoublesNothing() {
        Instance first = new Instance("first");
        await().atMost(SOON).until(() -> first.has(1, 0));
        Instance second = new Instance("second");
        await().atMost(SOON).until(() -> first.has(1, 1) && second.has(1, 1));
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(100);
        for (int t = 0; t <= 20; t++) {
            publish(start, t, 86);
        }
        await().atMost(SOON).until(() -> phases(Phase.STARTED).size() == PATIENTS);

        first.killed.set(true);
        long killed = System.nanoTime();
        for (int t = 21; t <= 60; t++) {
            publish(start, t, 91);
        }
        await().atMost(SOON).until(() -> phases(Phase.ENDED).size() == PATIENTS);
        double seconds = (System.nanoTime() - killed) / 1e9;
        System.out.printf("takeover: all findings of the dead one ended after %.1f s%n", seconds);

        assertThat(first.streams.state()).isNotEqualTo(State.RUNNING);
        assertThat(seconds).isLessThan(10);
        Map<String, Set<Instant>> toldAt = new TreeMap<>();
        for (Finding finding : findings()) {
            toldAt.computeIfAbsent(finding.findingId() + finding.phase(), key -> new TreeSet<>())
                    .add(finding.at());
        }
        assertThat(toldAt).as("of each patient one start and one end").hasSize(2 * PATIENTS);
        assertThat(toldAt.values()).as("each phase at one time").allMatch(at -> at.size() == 1);
    }

    private void publish(Instant start, int second, double spo2) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (String patient : patients) {
            Reading reading =
                    TestReading.of("monitor-" + patient, start.plusSeconds(second))
                            .patient(patient)
                            .value(SPO2, spo2)
                            .value(HEART_RATE, 72 + second % 3)
                            .build();
            records.add(
                    new ProducerRecord<>(
                            Topic.READINGS.topicName(),
                            patient,
                            EventCodecs.READING.encode(reading)));
        }
        SharedInfrastructure.kafka().probe().produceAll(records);
    }

    private Set<String> phases(Phase phase) {
        Set<String> told = new TreeSet<>();
        findings().stream()
                .filter(finding -> finding.phase() == phase)
                .forEach(finding -> told.add(finding.patientId().value()));
        return told;
    }

    private List<Finding> findings() {
        return events.read(EventCodecs.FINDING).stream()
                .filter(finding -> finding.patientId().value().startsWith(application))
                .filter(finding -> finding.condition().equals("low-spo2"))
                .toList();
    }

    /** As the service has them. */
    private Properties settings(Path state) {
        AnalyticsSettings own =
                new Binder(
                                new MapConfigurationPropertySource(
                                        Map.of(
                                                "vitalwire.analytics.application-id",
                                                application,
                                                "vitalwire.analytics.state-directory",
                                                state.toString())))
                        .bindOrCreate("vitalwire.analytics", AnalyticsSettings.class);
        Properties properties = new Properties();
        new ApplicationContextRunner()
                .withUserConfiguration(KafkaConfiguration.class)
                .withBean(SimpleMeterRegistry.class)
                .withBean(InstantSource.class, InstantSource::system)
                .withPropertyValues(
                        "vitalwire.kafka.partitions=2",
                        "vitalwire.kafka.bootstrap-servers="
                                + SharedInfrastructure.bootstrapServers())
                .run(context ->
                        properties.putAll(
                                StreamConfiguration.streamsSettings(
                                        own, context.getBean(KafkaClients.class))));
        return properties;
    }
}
