package org.vitalwire.ehr.charting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vitalwire.ehr.Readings.completeScore;
import static org.vitalwire.ehr.Readings.incompleteScore;
import static org.vitalwire.ehr.Readings.mews;
import static org.vitalwire.ehr.Readings.reading;
import static org.vitalwire.ehr.Readings.record;
import static org.vitalwire.ehr.Readings.value;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.RunningBridge;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.ledger.LedgerSearch;
import org.vitalwire.ehr.mapping.ItemCoding;
import org.vitalwire.ehr.mapping.ObservationMapper;
import org.vitalwire.embedded.ServiceDatabase;
import org.vitalwire.testkit.FaultableKafka;
import org.vitalwire.testkit.KafkaProbe;
import org.vitalwire.testkit.SharedInfrastructure;

/** Through real Kafka and PostgreSQL, read back as FHIR. */
class ReadingsToObservationsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String patient = "p-" + UUID.randomUUID().toString().substring(0, 8);
    private final Instant minute =
            Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(5));
    private final String device = "monitor-" + patient;
    private final KafkaProbe kafka = SharedInfrastructure.kafka().probe();
    private static ServiceDatabase database;
    private static RunningBridge bridge;

    @BeforeAll
    static void start() {
        SharedInfrastructure.startAll();
        database = SharedInfrastructure.newDatabase("ehr");
        bridge = RunningBridge.start(database);
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @Test
    void aMinuteBecomesOneObservationOfItsMedian() {
        send(heartRates(0, 60, 80));

        Observation observation = awaitObservations("code=8867-4", 1).getFirst();

        assertThat(observation.getValueQuantity().getValue()).isEqualByComparingTo("80");
        assertThat(observation.getEffectiveDateTimeType().getValue()).isEqualTo(minute);
        assertThat(observation.getNoteFirstRep().getText())
                .isEqualTo("Median of 60 values in the minute from this time");
    }

    @Test
    void flaggedValuesAndReadingsOfNobodyAreNotCharted() {
        send(
                List.of(
                        record(
                                reading(
                                        patient,
                                        device,
                                        minute,
                                        new VitalValue(
                                                VitalSign.HEART_RATE,
                                                340,
                                                ValueFlag.ARTEFACT.bit()))),
                        record(reading("", device, minute, value(VitalSign.SPO2, 97))),
                        record(reading(patient, device, minute, value(VitalSign.WEIGHT, 70)))));

        assertThat(awaitObservations("", 1).getFirst().getCode().getCodingFirstRep().getCode())
                .isEqualTo("29463-7");
    }

    @Test
    void aLateValueChartsTheSameObservationAnew() {
        send(heartRates(0, 3, 80));
        Observation first = awaitObservations("", 1).getFirst();

        send(heartRates(10, 15, 120));

        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    List<Observation> now = observations("");
                    assertThat(now).hasSize(1);
                    assertThat(now.getFirst().getValueQuantity().getValue())
                            .isEqualByComparingTo("120");
                });
        Observation second = observations("").getFirst();
        assertThat(second.getIdElement().getIdPart()).isEqualTo(first.getIdElement().getIdPart());
        assertThat(second.getMeta().getVersionId()).isEqualTo("2");
    }

    @Test
    void aRestartInTheMiddleLosesNothingAndDoublesNothing() {
        List<ProducerRecord<String, byte[]>> all = new ArrayList<>();
        for (int second = 0; second < 600; second += 2) {
            all.add(
                    record(
                            reading(
                                    patient,
                                    device,
                                    minute.minusSeconds(600).plusSeconds(second),
                                    value(VitalSign.HEART_RATE, 60 + second / 60),
                                    value(VitalSign.SPO2, 95))));
        }
        for (int part = 0; part < 2; part++) {
            send(all.subList(part * 150, (part + 1) * 150));
            bridge.close();
            bridge = RunningBridge.start(database);
        }

        List<Observation> rates = awaitObservations("code=8867-4", 10);
        assertThat(awaitObservations("code=2708-6", 10)).hasSize(10);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(observations("code=8867-4"))
                                .allSatisfy(observation ->
                                        assertThat(observation.getNoteFirstRep().getText())
                                                .isEqualTo(
                                                        "Median of 30 values in the minute from this time")));
        assertThat(rates)
                .extracting(o -> o.getValueQuantity().getValue().intValue())
                .containsExactly(60, 61, 62, 63, 64, 65, 66, 67, 68, 69);
    }

    @Test
    void whatArrivesTwiceIsChartedOnce() {
        send(heartRates(0, 5, 80));
        send(heartRates(0, 5, 80));
        awaitObservations("", 1);
        send(heartRates(0, 5, 80));
        send(List.of(record(reading(patient, device, minute, value(VitalSign.WEIGHT, 70)))));

        List<Observation> observations = awaitObservations("", 2);

        assertThat(observations)
                .allSatisfy(o -> assertThat(o.getMeta().getVersionId()).isEqualTo("1"));
    }

    @Test
    void anOutageOfTheBrokerOnlyDelays() {
        FaultableKafka own = FaultableKafka.startOwn();
        ServiceDatabase other = SharedInfrastructure.newDatabase("ehr");
        try (RunningBridge bridgeOfOwn = RunningBridge.start(own.bootstrapServers(), other)) {
            own.stop();
            own.start();
            own.probe().produceAll(heartRates(0, 5, 80));
            await().atMost(PATIENCE.multipliedBy(2))
                    .untilAsserted(() -> assertThat(observations(bridgeOfOwn, "")).hasSize(1));
        } finally {
            own.close();
        }
    }

    @Test
    void onlyCompleteScoresAreChartedAtMostOneAMinute() {
        send(
                List.of(
                        record(reading(patient, device, minute, value(VitalSign.SPO2, 94))),
                        record(incompleteScore(patient, minute.minusSeconds(60)))));
        awaitObservations("", 1);
        send(
                List.of(
                        record(mews(patient, minute.plusSeconds(55))),
                        record(completeScore(patient, minute.plusSeconds(5))),
                        record(completeScore(patient, minute.plusSeconds(50)))));

        Observation score = awaitObservations("code=1104051000000101", 1).getFirst();

        assertThat(score.getValueIntegerType().getValue()).isEqualTo(9);
        assertThat(score.getEffectiveDateTimeType().getValue()).isEqualTo(minute.plusSeconds(50));
        assertThat(score.getComponent()).hasSize(7);
        assertThat(score.getDerivedFrom()).hasSize(1);
        // The saturation and NEWS2: a score without a code is not charted.
        awaitObservations("", 2);
    }

    private List<ProducerRecord<String, byte[]>> heartRates(int from, int to, double rate) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int second = from; second < to; second++) {
            records.add(
                    record(
                            reading(
                                    patient,
                                    device,
                                    minute.plusSeconds(second),
                                    value(VitalSign.HEART_RATE, rate))));
        }
        return records;
    }

    private void send(List<ProducerRecord<String, byte[]>> records) {
        kafka.produceAll(records);
    }

    private List<Observation> awaitObservations(String search, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(observations(search)).hasSize(count));
        return observations(search);
    }

    private List<Observation> observations(String search) {
        return observations(bridge, search);
    }

    /** What the ledger has, as it is delivered. */
    private List<Observation> observations(RunningBridge of, String search) {
        Set<ChartItem> items =
                Arrays.stream(ChartItem.values())
                        .filter(item ->
                                ItemCoding.of(item).codings().stream()
                                        .anyMatch(coding -> search.endsWith(coding.code())))
                        .collect(Collectors.toSet());
        return new LedgerSearch(of.bean(org.vitalwire.kit.database.ServiceDatabase.class))
                        .find(
                                new LedgerSearch.Criteria(
                                        Optional.empty(),
                                        Optional.of(Set.of(new PatientId(patient))),
                                        items.isEmpty() ? Optional.empty() : Optional.of(items),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                false,
                                0,
                                100)
                        .stream()
                        .map(entry -> {
                            Observation observation = ObservationMapper.toObservation(entry);
                            observation.getMeta().setVersionId(Integer.toString(entry.revision()));
                            return observation;
                        })
                        .toList();
    }
}
