package org.vitalwire.analytics.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vitalwire.contracts.vitals.VitalSign.HEART_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.SPO2;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.patient.PatientEvaluator;
import org.vitalwire.analytics.patient.PatientState;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.testkit.SharedInfrastructure;
import org.vitalwire.testkit.TestReading;

/**
 * Two analytics-services in processes of their own, with the settings that we ship. One is killed
 * (SIGKILL) with findings open, delays running and readings under way; the other one goes on from
 * its copy of the states.
 *
 * <p>The oracle is an evaluator that nobody kills: it is given the same readings once and in order.
 * Whoever reads findings takes those that are equal for one, as they may be said again after a
 * crash; so what both processes have told, as a set, must be exactly what the oracle tells, with
 * ids, times, priorities and words. A finding that is lost is missing from it, and one that is told
 * with another id, another time or other words is too much.
 */
class TakeoverIT {

    private static final int PATIENTS_OF_A_KIND = 20;
    private static final int LAST_SECOND = 70;
    private static final Duration SOON = Duration.ofSeconds(60);

    /** A saturation that is low for some of the seconds. */
    private enum Course {
        /** Its finding is open when the process dies. */
        OPEN(0, 40),
        /** Its delay of 15 s is running then. */
        PENDING(12, 45),
        /** It begins afterwards. */
        LATER(30, 50);

        private final int lowFrom;
        private final int lowUntil;

        Course(int lowFrom, int lowUntil) {
            this.lowFrom = lowFrom;
            this.lowUntil = lowUntil;
        }

        double spo2(int second) {
            return second >= lowFrom && second < lowUntil ? 86 : 95;
        }
    }

    private record Patient(String id, Course course) {}

    private final String application = "takeover-" + UUID.randomUUID();
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(100);
    private final List<Patient> patients =
            IntStream.range(0, PATIENTS_OF_A_KIND * Course.values().length)
                    .mapToObj(i ->
                            new Patient(
                                    application + "-" + i,
                                    Course.values()[i % Course.values().length]))
                    .toList();

    @Test
    void anotherProcessTakesOverInTenSecondsAndLosesAndDoublesNothing() {
        Set<Finding> expected = undisturbed();
        assertThat(expected).hasSize(2 * patients.size());
        try (AnalyticsProcess first = AnalyticsProcess.start(application);
                AnalyticsProcess second = AnalyticsProcess.start(application)) {
            first.awaitReady(SOON);
            second.awaitReady(SOON);
            await().atMost(SOON).until(() -> hasHalf(first) && hasHalf(second));
            publish(0, 20);
            await().atMost(SOON).until(() -> told(Phase.STARTED).size() == PATIENTS_OF_A_KIND);
            assertThat(first.readings()).as("the one that dies had work").isPositive();

            publish(21, 25);
            first.kill9();
            long killed = System.nanoTime();
            publish(26, LAST_SECOND);

            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> told(Phase.ENDED).size() >= patients.size());
            double seconds = (System.nanoTime() - killed) / 1e9;
            List<Finding> told = told();
            System.out.printf(
                    "takeover: everything told %.1f s after the kill, %d findings said again%n",
                    seconds, told.size() - Set.copyOf(told).size());
            assertThat(first.isAlive()).isFalse();
            assertThat(second.tasks("active")).isEqualTo(2);
            assertThat(seconds).isLessThan(10);
            assertThat(Set.copyOf(told)).isEqualTo(expected);
        }
    }

    /** One of the two partitions, and a copy of the other one. */
    private static boolean hasHalf(AnalyticsProcess process) {
        return process.tasks("active") == 1 && process.tasks("standby") == 1;
    }

    private Set<Finding> undisturbed() {
        PatientEvaluator evaluator = new PatientEvaluator(PolicyReader.readDefault());
        Set<Finding> findings = new LinkedHashSet<>();
        for (Patient patient : patients) {
            PatientState state = new PatientState();
            for (int second = 0; second <= LAST_SECOND; second++) {
                Reading reading = reading(patient, second);
                evaluator
                        .onReading(
                                state,
                                new PatientId(patient.id()),
                                reading,
                                EventTime.micros(Instant.now()))
                        .findings()
                        .stream()
                        .filter(TakeoverIT::isOfInterest)
                        .forEach(findings::add);
            }
        }
        return findings;
    }

    private void publish(int from, int to) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int second = from; second <= to; second++) {
            for (Patient patient : patients) {
                records.add(
                        new ProducerRecord<>(
                                Topic.READINGS.topicName(),
                                patient.id(),
                                EventCodecs.READING.encode(reading(patient, second))));
            }
        }
        SharedInfrastructure.kafka().probe().produceAll(records);
    }

    private Reading reading(Patient patient, int second) {
        return TestReading.of("monitor-" + patient.id(), start.plusSeconds(second))
                .patient(patient.id())
                .value(SPO2, patient.course().spo2(second))
                .value(HEART_RATE, 72 + second % 3)
                .build();
    }

    private Set<String> told(Phase phase) {
        return told().stream()
                .filter(finding -> finding.phase() == phase)
                .map(Finding::findingId)
                .collect(Collectors.toSet());
    }

    /** As often as it was said. */
    private List<Finding> told() {
        return SharedInfrastructure.kafka().events().read(EventCodecs.FINDING).stream()
                .filter(finding -> finding.patientId().value().startsWith(application))
                .filter(TakeoverIT::isOfInterest)
                .toList();
    }

    private static boolean isOfInterest(Finding finding) {
        return finding.condition().equals("low-spo2");
    }
}
