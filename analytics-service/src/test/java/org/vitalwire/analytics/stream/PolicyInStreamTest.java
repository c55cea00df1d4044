package org.vitalwire.analytics.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.vitalwire.contracts.vitals.VitalSign.SPO2;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.condition.EventTime;
import org.vitalwire.analytics.decision.Rulebook;
import org.vitalwire.analytics.decision.Rulebooks;
import org.vitalwire.analytics.policy.Policy;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.analytics.policy.ShippedPolicies;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.OxygenTargetOrder;
import org.vitalwire.contracts.event.PolicyDecision;
import org.vitalwire.contracts.event.PolicyScope;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.event.ShadowNotice;
import org.vitalwire.contracts.event.ShadowNotice.Found;
import org.vitalwire.contracts.event.ShadowNotice.Watched;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.wire.EventCodec;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.testkit.TestReading;

/**
 * What becomes of a patient when the rules change, and of a candidate beside them. Readings of the
 * last five seconds, the lateness, are not settled when the first one comes that the new rules are
 * for: they are judged by the new rules, too.
 */
class PolicyInStreamTest {

    private static final Instant T0 = Instant.parse("2026-11-23T08:00:00Z");
    private static final Policy AT_90 = ward("\"beyond\":90", "\"beyond\":90");

    private final Timeline rules = new Timeline();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @SuppressWarnings("NullAway.Init")
    private TopologyTestDriver driver;

    @SuppressWarnings("NullAway.Init")
    private TestInputTopic<String, byte[]> readings;

    @BeforeEach
    void open() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "policies");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        driver =
                new TopologyTestDriver(
                        AnalyticsTopology.build(
                                rules,
                                new Batteries(),
                                new AnalyticsMeters(meters),
                                Duration.ofSeconds(5)),
                        properties,
                        T0);
        readings = input(Topic.READINGS);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void rulesCountFromTheirMeasuredTimeOn() {
        rules.from(60, ward("\"beyond\":90", "\"beyond\":95"));
        for (int t = 0; t <= 100; t++) {
            send(t, 93);
        }
        assertThat(findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.phase()).isEqualTo(Phase.STARTED);
                    assertThat(finding.at()).isEqualTo(T0.plusSeconds(70));
                });
    }

    @Test
    void aLateReadingDoesNotBringTheOldRulesBack() {
        rules.from(60, ward("\"beyond\":90", "\"beyond\":95"));
        for (int t = 50; t <= 78; t++) {
            send(t, 93);
            if (t % 5 == 3) {
                // Within the lateness; the one of 58.5 comes when those from 60 on have been.
                send(t, t - 4.5, 93);
            }
        }
        assertThat(findings())
                .extracting(Finding::phase, Finding::at)
                .containsExactly(tuple(Phase.STARTED, T0.plusSeconds(70)));
    }

    @Test
    void whatIsNotWatchedAnyMoreEndsAndSaysWhy() {
        rules.from(60, ward("\"low-spo2\"", "\"deep-low-spo2\"", "\"beyond\":90", "\"beyond\":86"));
        rules.from(120, AT_90);
        for (int t = 0; t <= 160; t++) {
            send(t, 88);
        }
        List<Finding> findings = findings();
        assertThat(findings)
                .extracting(Finding::condition, Finding::phase, Finding::at)
                .containsExactly(
                        tuple("low-spo2", Phase.STARTED, T0.plusSeconds(15)),
                        tuple("low-spo2", Phase.ENDED, T0.plusSeconds(60)),
                        tuple("low-spo2", Phase.STARTED, T0.plusSeconds(130)));
        assertThat(findings.get(1).detail()).contains("does not watch this any more");
        assertThat(findings.get(1).findingId()).isEqualTo(findings.get(0).findingId());
    }

    @Test
    void whatIsNotWatchedAnyMoreEndsWithoutAReading() {
        rules.from(60, ward("\"low-spo2\"", "\"deep-low-spo2\""));
        for (int t = 0; t <= 50; t++) {
            send(t, 88);
        }
        assertThat(findings()).extracting(Finding::phase).containsExactly(Phase.STARTED);
        driver.advanceWallClockTime(Duration.ofSeconds(5));
        assertThat(findings()).as("readings of before may be on their way").isEmpty();
        driver.advanceWallClockTime(Duration.ofSeconds(90));
        assertThat(findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.phase()).isEqualTo(Phase.ENDED);
                    assertThat(finding.detail()).contains("does not watch this any more");
                });
    }

    @Test
    void aRunningConditionGoesOnUnderTheNewLimitsAndEndsByThem() {
        rules.from(60, ward("\"beyond\":90", "\"beyond\":86"));
        for (int t = 0; t <= 100; t++) {
            send(t, 88);
        }
        assertThat(findings())
                .extracting(Finding::phase, Finding::at)
                .containsExactly(
                        tuple(Phase.STARTED, T0.plusSeconds(15)),
                        tuple(Phase.ENDED, T0.plusSeconds(65)));
    }

    @Test
    void backfillIsJudgedByTheRulesOfItsTime() {
        rules.from(-600, ward("\"beyond\":90", "\"beyond\":95"));
        rules.from(-300, AT_90);
        for (int t = -400; t <= -200; t++) {
            backfill(t, 93);
        }
        assertThat(findings())
                .extracting(Finding::phase, Finding::at)
                .containsExactly(
                        tuple(Phase.STARTED, T0.minusSeconds(385)),
                        tuple(Phase.ENDED, T0.minusSeconds(295)));
    }

    @Test
    void whereNews2DoesNotApplyItIsNotTold() {
        String document = ShippedPolicies.WARD_ADULT.document().toString();
        String without =
                document.replaceFirst(
                        "\"news2\":\\{.*?\\},\"scores\"", "\"news2\":\"off\",\"scores\"");
        rules.from(0, PolicyReader.read("test", without));
        for (int t = 0; t <= 100; t++) {
            send(t, 84);
        }
        assertThat(findings()).extracting(Finding::phase).contains(Phase.STARTED);
        assertThat(events(EventCodecs.SCORE)).extracting(Score::score).doesNotContain("news2");
    }

    @Test
    void aCandidateSpeaksOnTheShadowTopicOnly() {
        rules.candidateFrom(30, ward("\"beyond\":90", "\"beyond\":95"));
        for (int t = 0; t <= 60; t++) {
            send(t, 93);
        }
        assertThat(findings()).isEmpty();
        List<ShadowNotice> notices = shadow();
        assertThat(notices).hasSize(2);
        assertThat(notices.getFirst()).isInstanceOf(Watched.class);
        assertThat(((Watched) notices.getFirst()).hour()).isEqualTo(T0);
        Finding found = ((Found) notices.getLast()).finding();
        assertThat(found.condition()).isEqualTo("low-spo2");
        assertThat(found.at()).as("its state began with it").isEqualTo(T0.plusSeconds(45));
        assertThat(notices).allSatisfy(n -> assertThat(n.candidate().scope()).isEqualTo(UNIT));
        for (int t = 61; t <= 90; t++) {
            send(t, 84);
        }
        assertThat(findings()).as("what is in force goes on beside it").isNotEmpty();
    }

    @Test
    void everyHourIsCountedOnce() {
        rules.candidateFrom(0, AT_90);
        for (int minute = 0; minute <= 150; minute += 10) {
            send(60 * minute, 97);
        }
        assertThat(shadow())
                .extracting(notice -> ((Watched) notice).hour())
                .containsExactly(T0, T0.plusSeconds(3_600), T0.plusSeconds(7_200));
    }

    @Test
    void aCandidateGoesByTheOrderOfTheTarget() {
        rules.candidateFrom(0, AT_90);
        TestInputTopic<String, byte[]> orders = input(Topic.SCORING_ORDERS);
        orders.pipeInput(
                "p1",
                EventCodecs.OXYGEN_TARGET_ORDER.encode(
                        new OxygenTargetOrder(new PatientId("p1"), 2, T0, "dr")));
        for (int t = 1; t <= 60; t++) {
            send(t, 89);
        }
        assertThat(shadow()).noneMatch(Found.class::isInstance);
    }

    @Test
    void aCandidateThatFailsDoesNotDisturbWhatIsInForce() {
        rules.candidatesFail = true;
        for (int t = 0; t <= 20; t++) {
            send(t, 88);
        }
        driver.advanceWallClockTime(Duration.ofSeconds(5));
        assertThat(findings()).extracting(Finding::phase).containsExactly(Phase.STARTED);
        assertThat(events(EventCodecs.REJECTED_PAYLOAD)).isEmpty();
        assertThat(meters.get("vitalwire.analytics.shadow.failures").counter().count())
                .isEqualTo(21);
    }

    @Test
    void aCandidateThatIsGoneIsForgotten() {
        rules.candidateFrom(0, AT_90);
        rules.noCandidateFrom(60);
        for (int t = 0; t <= 30; t++) {
            send(t, 84);
        }
        assertThat(shadow()).anyMatch(Found.class::isInstance);
        assertThat(driver.getKeyValueStore(AnalyticsTopology.SHADOW_STORE).get("p1")).isNotNull();
        driver.advanceWallClockTime(Duration.ofMinutes(3));
        assertThat(driver.getKeyValueStore(AnalyticsTopology.SHADOW_STORE).get("p1")).isNull();
    }

    private static final PolicyScope UNIT = new PolicyScope.Unit("ward-a");

    /** Rules by event time, for everybody. */
    private static final class Timeline implements Rulebooks {

        private final TreeMap<Long, Rulebook> inForce = new TreeMap<>();
        private final TreeMap<Long, Optional<Rulebook>> candidates = new TreeMap<>();
        private boolean candidatesFail;

        Timeline() {
            inForce.put(EventTime.NEVER, Rulebook.shipped(AT_90));
        }

        void from(int second, Policy policy) {
            inForce.put(micros(second), Rulebook.shipped(policy));
        }

        void candidateFrom(int second, Policy policy) {
            PolicyDecision decision =
                    new PolicyDecision(
                            UNIT,
                            candidates.size() + 1,
                            policy.id(),
                            "nurse",
                            "trial",
                            T0,
                            T0.plusSeconds(second),
                            Optional.empty(),
                            Optional.empty(),
                            true,
                            Optional.of("{}"));
            candidates.put(micros(second), Optional.of(Rulebook.of(policy, decision)));
        }

        void noCandidateFrom(int second) {
            candidates.put(micros(second), Optional.empty());
        }

        @Override
        public Rulebook inForce(PatientId patientId, long at) {
            return inForce.floorEntry(at).getValue();
        }

        @Override
        public Optional<Rulebook> candidate(PatientId patientId, long at) {
            if (candidatesFail) {
                throw new IllegalStateException("as a defect would");
            }
            return Optional.ofNullable(candidates.floorEntry(at))
                    .flatMap(java.util.Map.Entry::getValue);
        }

        private static long micros(int second) {
            return EventTime.micros(T0.plusSeconds(second));
        }
    }

    /** As ward-adult, with the first place of each text changed to the text after it. */
    private static Policy ward(String... changes) {
        String document = ShippedPolicies.WARD_ADULT.document().toString();
        for (int i = 0; i < changes.length; i += 2) {
            document = document.replaceFirst(changes[i], changes[i + 1]);
        }
        return PolicyReader.read("test", document);
    }

    private void send(int second, double spo2) {
        send(second, second, spo2);
    }

    private void send(int received, double measured, double spo2) {
        pipe(
                TestReading.of("monitor-1", at(measured))
                        .patient("p1")
                        .value(SPO2, spo2)
                        .receivedAt(at(received)));
    }

    private void backfill(int second, double spo2) {
        pipe(
                TestReading.of("monitor-1", at(second))
                        .patient("p1")
                        .value(SPO2, spo2)
                        .receivedAt(T0)
                        .backfill());
    }

    private void pipe(TestReading reading) {
        readings.pipeInput("p1", EventCodecs.READING.encode(reading.build()));
    }

    private static Instant at(double second) {
        return T0.plusMillis(Math.round(second * 1_000));
    }

    private List<Finding> findings() {
        return events(EventCodecs.FINDING).stream()
                .filter(finding -> finding.condition().equals("low-spo2"))
                .toList();
    }

    private List<ShadowNotice> shadow() {
        return events(EventCodecs.SHADOW);
    }

    private <E> List<E> events(EventCodec<E> codec) {
        return driver
                .createOutputTopic(
                        codec.topic().topicName(),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())
                .readValuesToList()
                .stream()
                .map(codec::decode)
                .toList();
    }

    private TestInputTopic<String, byte[]> input(Topic topic) {
        return driver.createInputTopic(
                topic.topicName(), new StringSerializer(), new ByteArraySerializer());
    }
}
