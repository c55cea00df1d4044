package org.vitalwire.analytics.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.contracts.vitals.VitalSign.HEART_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.SPO2;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vitalwire.analytics.decision.Rulebooks;
import org.vitalwire.analytics.news2.News2;
import org.vitalwire.analytics.policy.PolicyReader;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Finding.Phase;
import org.vitalwire.contracts.event.HeldBack;
import org.vitalwire.contracts.event.OxygenTargetOrder;
import org.vitalwire.contracts.event.RejectedPayload;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.topic.Headers;
import org.vitalwire.contracts.topic.Keys;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.wire.EventCodec;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.testkit.TestReading;

class AnalyticsTopologyTest {

    private static final Instant T0 = Instant.parse("2026-11-23T08:00:00Z");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @SuppressWarnings("NullAway.Init")
    private TopologyTestDriver driver;

    @SuppressWarnings("NullAway.Init")
    private TestInputTopic<String, byte[]> readings;

    @SuppressWarnings("NullAway.Init")
    private TestInputTopic<String, byte[]> orders;

    @BeforeEach
    void open() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        driver =
                new TopologyTestDriver(
                        AnalyticsTopology.build(
                                Rulebooks.always(PolicyReader.readDefault()),
                                new Batteries(),
                                new AnalyticsMeters(registry),
                                Duration.ofSeconds(5)),
                        properties,
                        T0);
        readings = input(Topic.READINGS);
        orders = input(Topic.SCORING_ORDERS);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void findingFollowsTheReadingWithItsTraceAndType() {
        for (int t = 0; t <= 20; t++) {
            send(at(t, 84).build());
        }
        TestOutputTopic<String, byte[]> findings = output(Topic.FINDINGS);
        TestRecord<String, byte[]> record = findings.readRecord();
        assertThat(record.key()).isEqualTo("p1");
        assertThat(header(record, Headers.TRACEPARENT)).isEqualTo(TRACE);
        assertThat(header(record, Headers.EVENT_TYPE)).isEqualTo(EventCodecs.FINDING.eventType());
        Finding finding = EventCodecs.FINDING.decode(record.value());
        assertThat(finding.condition()).isEqualTo("low-spo2");
        assertThat(finding.startedAt()).isEqualTo(T0.plusSeconds(10));
        assertThat(registry.get("vitalwire.analytics.findings").counter().count()).isEqualTo(1);
        assertThat(events(EventCodecs.SCORE)).isNotEmpty();
    }

    @Test
    void duplicatesGiveTheSameFindingIds() {
        for (int t = 0; t <= 20; t++) {
            send(at(t, 88).build());
            send(at(t, 88).build());
        }
        for (int t = 0; t <= 20; t++) {
            send(at(t, 88).build());
        }
        List<Finding> findings = events(EventCodecs.FINDING);
        assertThat(findings).isNotEmpty();
        assertThat(findings.stream().distinct()).hasSize(1);
    }

    @Test
    void anotherRunGivesTheSameFindings() {
        for (int t = 0; t <= 60; t++) {
            send(at(t, t < 30 ? 84 : 97).build());
        }
        List<Finding> first = events(EventCodecs.FINDING);
        driver.close();
        open();
        for (int t = 0; t <= 60; t++) {
            send(at(t, t < 30 ? 84 : 97).build());
        }
        assertThat(events(EventCodecs.FINDING)).isNotEmpty().isEqualTo(first);
    }

    @Test
    void backfillNeverPages() {
        for (int t = 0; t <= 60; t++) {
            send(at(t - 7200, 55).backfill().build());
            send(at(t, 97).build());
        }
        driver.advanceWallClockTime(Duration.ofMinutes(4));
        List<Finding> findings = events(EventCodecs.FINDING);
        assertThat(findings).isNotEmpty().allMatch(Finding::retrospective);
        assertThat(findings.getLast().phase()).isEqualTo(Phase.ENDED);
    }

    @Test
    void backfillOlderThanFindingsAreKeptIsCountedAndNotEvaluated() {
        for (int t = 0; t <= 60; t++) {
            send(
                    TestReading.of("monitor-1", T0.minus(Duration.ofDays(31)).plusSeconds(t))
                            .patient("p1")
                            .receivedAt(T0)
                            .backfill()
                            .value(SPO2, 55)
                            .build());
        }
        driver.advanceWallClockTime(Duration.ofMinutes(4));
        assertThat(events(EventCodecs.FINDING)).isEmpty();
        assertThat(registry.get("vitalwire.analytics.too.old").counter().count()).isEqualTo(61);
    }

    @Test
    void heldBackValuesAreToldWithTheirReason() {
        send(at(0, 97).build());
        send(at(1, 60).build());
        assertThat(events(EventCodecs.HELD_BACK))
                .singleElement()
                .satisfies(held -> {
                    assertThat(held.patientId().value()).isEqualTo("p1");
                    assertThat(held.values().getFirst().text()).isEqualTo("60 %, 97 % 1 s before");
                });
        assertThat(events(EventCodecs.FINDING)).isEmpty();
    }

    @Test
    void deviceThatMovesToAnotherPatientTakesNothingWithIt() {
        for (int t = 0; t <= 12; t++) {
            send(at(t, 84).build());
        }
        for (int t = 13; t <= 40; t++) {
            send(
                    TestReading.of("monitor-1", T0.plusSeconds(t))
                            .patient("p2")
                            .value(SPO2, 97)
                            .build());
        }
        driver.advanceWallClockTime(Duration.ofMinutes(40));
        assertThat(events(EventCodecs.HELD_BACK)).isEmpty();
        List<Finding> findings = events(EventCodecs.FINDING);
        assertThat(findings).allMatch(f -> f.patientId().value().equals("p1"));
        assertThat(findings.stream().filter(f -> f.condition().equals("low-spo2")))
                .extracting(Finding::phase)
                .containsExactly(Phase.STARTED, Phase.ENDED);
    }

    @Test
    void valueThatIsHeldBackIsToldWithItsReasonAndNotRestedOn() {
        for (int t = 0; t <= 121; t++) {
            send(
                    TestReading.of("monitor-1", T0.plusSeconds(t))
                            .patient("p1")
                            .value(SPO2, 70, ValueFlag.ARTEFACT)
                            .build());
        }
        assertThat(events(EventCodecs.FINDING)).isEmpty();
        List<HeldBack> heldBack = events(EventCodecs.HELD_BACK);
        // Once a minute, as it goes on.
        assertThat(heldBack)
                .extracting(HeldBack::measuredAt)
                .containsExactly(T0, T0.plusSeconds(60), T0.plusSeconds(120));
        assertThat(heldBack.getFirst().patientId()).isEqualTo(new PatientId("p1"));
        assertThat(heldBack.getFirst().values())
                .containsExactly(
                        new HeldBack.Value(
                                SPO2,
                                70,
                                HeldBack.Reason.FLAGGED,
                                "marked by the device: artefact"));
    }

    @Test
    void deviceOnNobodyIsSkipped() {
        Reading reading = TestReading.of("monitor-9", T0).value(SPO2, 50).build();
        assertThat(Keys.of(reading)).startsWith("device:");
        send(reading);
        assertThat(events(EventCodecs.FINDING)).isEmpty();
        assertThat(events(EventCodecs.SCORE)).isEmpty();
        assertThat(events(EventCodecs.REJECTED_PAYLOAD)).isEmpty();
    }

    @Test
    void poisonIsPutAsideAndItsNeighboursPass() {
        send(at(0, 61).build());
        readings.pipeInput("p1", new byte[] {1, 2, 3, 4, 5});
        orders.pipeInput("p1", new byte[] {9, 9, 9});
        send(at(1, 55).build());
        List<RejectedPayload> rejected = events(EventCodecs.REJECTED_PAYLOAD);
        assertThat(rejected).hasSize(2);
        assertThat(rejected)
                .extracting(RejectedPayload::code)
                .containsOnly(FailureCode.UNDECODABLE);
        assertThat(rejected.getFirst().rejectionId()).isEqualTo("readings.v1-0-1");
        assertThat(rejected.getFirst().payload().toByteArray()).containsExactly(1, 2, 3, 4, 5);
        assertThat(events(EventCodecs.FINDING)).hasSize(1);
    }

    @Test
    void readingUnderTheWrongKeyIsPutAside() {
        readings.pipeInput("p2", EventCodecs.READING.encode(at(0, 55).build()));
        assertThat(events(EventCodecs.REJECTED_PAYLOAD))
                .extracting(RejectedPayload::code)
                .containsExactly(FailureCode.UNEXPECTED);
        assertThat(events(EventCodecs.FINDING)).isEmpty();
    }

    @Test
    void orderReachesItsPatientAndATombstoneTakesItBack() {
        send(at(0, 90).build());
        order(2);
        send(at(1, 90).build());
        orders.pipeInput("p1", null, T0);
        assertThat(news2()).extracting(Score::spo2Scale).containsExactly(1, 2, 1);
    }

    @Test
    void ageingIsToldByWallClockAndOnlyOnce() {
        send(at(0, 97).build());
        driver.advanceWallClockTime(Duration.ofMinutes(4));
        assertThat(news2()).hasSize(1);
        driver.advanceWallClockTime(Duration.ofMinutes(2));
        driver.advanceWallClockTime(Duration.ofMinutes(2));
        List<Score> scores = news2();
        assertThat(scores).hasSize(1);
        assertThat(scores.getFirst().components()).noneMatch(c -> c.input().isPresent());
        assertThat(scores.getFirst().messageId()).isNotEmpty();
    }

    @Test
    void silentPatientIsForgotten() {
        send(at(0, 97).build());
        assertThat(driver.getKeyValueStore(AnalyticsTopology.STORE).get("p1")).isNotNull();
        driver.advanceWallClockTime(Duration.ofDays(3));
        assertThat(driver.getKeyValueStore(AnalyticsTopology.STORE).get("p1")).isNull();
    }

    @Test
    void patientOfWhomOnlyAnOrderWasKnownIsForgottenWithIt() {
        order(2);
        driver.advanceWallClockTime(Duration.ofSeconds(61));
        driver.advanceWallClockTime(Duration.ofSeconds(61));
        assertThat(driver.getKeyValueStore(AnalyticsTopology.STORE).get("p1")).isNotNull();
        orders.pipeInput("p1", null, T0);
        driver.advanceWallClockTime(Duration.ofSeconds(61));
        assertThat(driver.getKeyValueStore(AnalyticsTopology.STORE).get("p1")).isNull();
    }

    @Test
    void whoeverHasAFindingIsLookedAtInEachRound() {
        for (int t = 0; t <= 60; t++) {
            send(at(t, 84).build());
        }
        assertThat(events(EventCodecs.FINDING)).isNotEmpty();
        driver.advanceWallClockTime(Duration.ofMinutes(29));
        assertThat(lowSaturation()).isEmpty();
        int rounds = 0;
        List<Finding> ended = List.of();
        while (ended.isEmpty() && rounds < 60) {
            driver.advanceWallClockTime(Duration.ofSeconds(5));
            ended = lowSaturation();
            rounds++;
        }
        assertThat(ended).extracting(Finding::phase).containsExactly(Phase.ENDED);
        // Silent for 30 min from 08:01 on, and 5 s for what may be on its way.
        assertThat(rounds).isBetween(25, 26);
    }

    private List<Finding> lowSaturation() {
        return events(EventCodecs.FINDING).stream()
                .filter(finding -> finding.condition().equals("low-spo2"))
                .toList();
    }

    private static TestReading at(int second, double spo2) {
        return TestReading.of("monitor-1", T0.plusSeconds(second))
                .patient("p1")
                .value(SPO2, spo2)
                .value(HEART_RATE, 72);
    }

    private void send(Reading reading) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.TRACEPARENT, TRACE.getBytes(StandardCharsets.US_ASCII));
        readings.pipeInput(
                new TestRecord<>(
                        Keys.of(reading), EventCodecs.READING.encode(reading), headers, T0));
    }

    private void order(int scale) {
        OxygenTargetOrder order = new OxygenTargetOrder(new PatientId("p1"), scale, T0, "dr");
        orders.pipeInput("p1", EventCodecs.OXYGEN_TARGET_ORDER.encode(order), T0);
    }

    private List<Score> news2() {
        return events(EventCodecs.SCORE).stream()
                .filter(score -> score.score().equals(News2.SCORE))
                .toList();
    }

    private <E> List<E> events(EventCodec<E> codec) {
        return output(codec.topic()).readValuesToList().stream().map(codec::decode).toList();
    }

    private static String header(TestRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.US_ASCII);
    }

    private TestInputTopic<String, byte[]> input(Topic topic) {
        return driver.createInputTopic(
                topic.topicName(), new StringSerializer(), new ByteArraySerializer());
    }

    private TestOutputTopic<String, byte[]> output(Topic topic) {
        return driver.createOutputTopic(
                topic.topicName(), new StringDeserializer(), new ByteArrayDeserializer());
    }
}
