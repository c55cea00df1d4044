package org.vitalwire.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vitalwire.contracts.vitals.ValueFlag.ARTEFACT;
import static org.vitalwire.contracts.vitals.ValueFlag.IMPLAUSIBLE;
import static org.vitalwire.contracts.vitals.VitalSign.CONSCIOUSNESS;
import static org.vitalwire.contracts.vitals.VitalSign.GLUCOSE;
import static org.vitalwire.contracts.vitals.VitalSign.HEART_RATE;
import static org.vitalwire.contracts.vitals.VitalSign.SPO2;
import static org.vitalwire.contracts.vitals.VitalSign.SYSTOLIC_PRESSURE;
import static org.vitalwire.contracts.vitals.VitalSign.TEMPERATURE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.SampleStore.Bucket;
import org.vitalwire.ingest.store.SampleStore.RawValue;
import org.vitalwire.ingest.store.SampleStore.RowCount;
import org.vitalwire.ingest.store.SampleStore.Written;
import org.vitalwire.testkit.TestReading;

/** What every store keeps to, whichever database is behind it. */
abstract class SampleStoreContract {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final String device = "monitor-" + UUID.randomUUID().toString().substring(0, 8);
    private SampleStore store;

    /** The store under test; tests use devices of their own, so it may be shared. */
    abstract SampleStore store();

    @BeforeEach
    void openStore() {
        store = store();
    }

    private TestReading reading(Instant at) {
        return TestReading.of(device, at);
    }

    private List<DevicePeriod> always() {
        return List.of(
                new DevicePeriod(new DeviceId(device), Instant.EPOCH, DevicePeriod.OPEN_END));
    }

    private StoredValue latest(VitalSign sign) {
        return of(store.latest(always()), sign);
    }

    private static StoredValue of(Map<VitalSign, StoredValue> values, VitalSign sign) {
        return Objects.requireNonNull(values.get(sign), sign.code());
    }

    private RowCount count() {
        return store.count(new DeviceId(device), Instant.EPOCH, DevicePeriod.OPEN_END);
    }

    @Test
    void readingIsStoredWithAllItsValues() {
        Written written =
                store.write(
                        List.of(
                                reading(NOON)
                                        .value(HEART_RATE, 72)
                                        .value(TEMPERATURE, 36.9)
                                        .value(CONSCIOUSNESS, 2)
                                        .value(GLUCOSE, 104)
                                        .synthetic()
                                        .backfill()
                                        .build()));

        assertThat(written).isEqualTo(new Written(1, 0, 0));
        assertThat(count()).isEqualTo(new RowCount(1, 4));
        Map<VitalSign, StoredValue> latest = store.latest(always());
        assertThat(latest).hasSize(4);
        assertThat(of(latest, TEMPERATURE))
                .isEqualTo(
                        new StoredValue(
                                TEMPERATURE,
                                NOON,
                                36.9,
                                0,
                                new DeviceId(device),
                                Lane.BACKFILL,
                                true));
        assertThat(of(latest, GLUCOSE))
                .isEqualTo(
                        new StoredValue(
                                GLUCOSE, NOON, 104, 0, new DeviceId(device), Lane.BACKFILL, true));
    }

    @Test
    void microsecondsOfTheMeasuredTimeAreKept() {
        Instant odd = NOON.plusNanos(123_456_000);
        store.write(List.of(reading(odd).value(HEART_RATE, 60).build()));
        assertThat(latest(HEART_RATE).time()).isEqualTo(odd);
    }

    @Test
    void writingAgainChangesNothing() {
        List<Reading> batch =
                List.of(
                        reading(NOON).value(HEART_RATE, 72).value(GLUCOSE, 100).build(),
                        reading(NOON.plusSeconds(1)).value(HEART_RATE, 73).build());
        store.write(batch);
        assertThat(store.write(batch)).isEqualTo(new Written(0, 0, 2));
        assertThat(count()).isEqualTo(new RowCount(2, 3));
    }

    @Test
    void duplicatesInsideABatchAreOneRow() {
        Reading twice = reading(NOON).value(HEART_RATE, 72).build();
        assertThat(store.write(List.of(twice, twice))).isEqualTo(new Written(1, 0, 1));
        assertThat(count()).isEqualTo(new RowCount(1, 1));
    }

    @Test
    void splitMessagesOfOneTimeLoseNothing() {
        store.write(List.of(reading(NOON).value(HEART_RATE, 72).value(SPO2, 97).build()));
        Written second =
                store.write(
                        List.of(
                                reading(NOON)
                                        .messageId("nibp")
                                        .value(SYSTOLIC_PRESSURE, 120)
                                        .value(GLUCOSE, 99)
                                        .build()));
        assertThat(second).isEqualTo(new Written(0, 1, 0));
        assertThat(store.latest(always()).keySet())
                .containsExactlyInAnyOrder(HEART_RATE, SPO2, SYSTOLIC_PRESSURE, GLUCOSE);
        assertThat(count()).isEqualTo(new RowCount(1, 4));
    }

    @Test
    void splitMessagesInsideABatchLoseNothing() {
        store.write(
                List.of(
                        reading(NOON).value(HEART_RATE, 72).build(),
                        reading(NOON).messageId("nibp").value(SYSTOLIC_PRESSURE, 120).build()));
        assertThat(store.latest(always()).keySet())
                .containsExactlyInAnyOrder(HEART_RATE, SYSTOLIC_PRESSURE);
        assertThat(count().rows()).isEqualTo(1);
    }

    @Test
    void ofTwoValuesOfOneTimeTheFirstStaysWithItsFlag() {
        store.write(List.of(reading(NOON).value(HEART_RATE, 72).build()));
        store.write(
                List.of(
                        reading(NOON)
                                .messageId("second")
                                .value(HEART_RATE, 300, IMPLAUSIBLE)
                                .value(SPO2, 20, IMPLAUSIBLE, ARTEFACT)
                                .build()));
        Map<VitalSign, StoredValue> latest = store.latest(always());
        assertThat(of(latest, HEART_RATE).value()).isEqualTo(72);
        assertThat(of(latest, HEART_RATE).flags()).isZero();
        assertThat(of(latest, SPO2).flags()).isEqualTo(IMPLAUSIBLE.bit() | ARTEFACT.bit());
    }

    @Test
    void flagsOfEarlierValuesSurviveAMerge() {
        store.write(List.of(reading(NOON).value(SPO2, 20, IMPLAUSIBLE).build()));
        store.write(List.of(reading(NOON).messageId("b").value(HEART_RATE, 72).build()));
        store.write(
                List.of(
                        reading(NOON)
                                .messageId("c")
                                .value(SYSTOLIC_PRESSURE, 400, IMPLAUSIBLE)
                                .build()));
        Map<VitalSign, StoredValue> latest = store.latest(always());
        assertThat(of(latest, SPO2).flags()).isEqualTo(IMPLAUSIBLE.bit());
        assertThat(of(latest, HEART_RATE).flags()).isZero();
        assertThat(of(latest, SYSTOLIC_PRESSURE).flags()).isEqualTo(IMPLAUSIBLE.bit());
    }

    @Test
    void aValueBeyondTheColumnsRangeIsKeptAtItsEdge() {
        store.write(List.of(reading(NOON).value(HEART_RATE, 1e300, IMPLAUSIBLE).build()));
        StoredValue kept = latest(HEART_RATE);
        assertThat(kept.value()).isGreaterThan(1e38);
        assertThat(kept.flags()).isEqualTo(IMPLAUSIBLE.bit());
    }

    @Test
    void latestIsTheNewestMeasuredNotTheLastToArrive() {
        store.write(List.of(reading(NOON).value(HEART_RATE, 80).build()));
        store.write(List.of(reading(NOON.minusSeconds(60)).value(HEART_RATE, 70).build()));
        assertThat(latest(HEART_RATE).value()).isEqualTo(80);
    }

    @Test
    void latestFindsARareSignFarBehindAFrequentOne() {
        List<Reading> batch = new ArrayList<>();
        batch.add(reading(NOON.minus(Duration.ofDays(3))).value(TEMPERATURE, 38.5).build());
        for (int second = 0; second < 3_000; second++) {
            batch.add(reading(NOON.plusSeconds(second)).value(HEART_RATE, 70).build());
        }
        batch.add(reading(NOON.plusSeconds(1)).messageId("p").value(SPO2, 95).build());
        store.write(batch);
        Map<VitalSign, StoredValue> latest = store.latest(always());
        assertThat(of(latest, TEMPERATURE).time()).isEqualTo(NOON.minus(Duration.ofDays(3)));
        assertThat(of(latest, SPO2).time()).isEqualTo(NOON.plusSeconds(1));
        assertThat(of(latest, HEART_RATE).time()).isEqualTo(NOON.plusSeconds(2_999));
    }

    @Test
    void latestStaysInsideItsPeriodEvenWithinOneHour() {
        store.write(
                List.of(
                        reading(NOON.minus(Duration.ofHours(5))).value(SPO2, 91).build(),
                        reading(NOON).value(HEART_RATE, 60).build(),
                        reading(NOON.plusSeconds(60))
                                .value(HEART_RATE, 61)
                                .value(SPO2, 99)
                                .build()));
        List<DevicePeriod> before =
                List.of(
                        new DevicePeriod(
                                new DeviceId(device), Instant.EPOCH, NOON.plusSeconds(60)));
        assertThat(of(store.latest(before), HEART_RATE).value()).isEqualTo(60);
        assertThat(of(store.latest(before), SPO2).value()).isEqualTo(91);
    }

    @Test
    void theNewestOfManyAreThoseOfEachAlone() {
        Random random = new Random(4);
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            Instant at = NOON.minusSeconds((long) (Math.pow(random.nextDouble(), 3) * 200_000));
            TestReading reading = TestReading.of(device + "-" + random.nextInt(40), at);
            reading.value(HEART_RATE, 60 + random.nextInt(40));
            for (VitalSign sign : List.of(SPO2, SYSTOLIC_PRESSURE, TEMPERATURE)) {
                if (random.nextInt(sign == SPO2 ? 2 : 30) == 0) {
                    reading.value(sign, 50 + random.nextInt(40));
                }
            }
            if (random.nextInt(60) == 0) {
                reading.value(GLUCOSE, 90 + random.nextInt(9));
            }
            readings.add(random.nextInt(9) == 0 ? reading.backfill().build() : reading.build());
        }
        store.write(readings);
        Map<Integer, List<DevicePeriod>> periods = new HashMap<>();
        for (int patient = 0; patient < 300; patient++) {
            List<DevicePeriod> ofPatient = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                Instant from = NOON.minusSeconds(random.nextInt(100_000));
                ofPatient.add(
                        new DevicePeriod(
                                new DeviceId(device + "-" + random.nextInt(42)),
                                from,
                                random.nextBoolean()
                                        ? DevicePeriod.OPEN_END
                                        : from.plusSeconds(1 + random.nextInt(20_000))));
            }
            periods.put(patient, DevicePeriod.ofOnePatient(ofPatient));
        }
        Map<Integer, Map<VitalSign, StoredValue>> alone = new HashMap<>();
        periods.forEach((patient, ofPatient) -> alone.put(patient, store.latest(ofPatient)));

        assertThat(store.latestOfEach(periods)).isEqualTo(alone);
        assertThat(alone.values()).anyMatch(values -> values.size() == 4).anyMatch(Map::isEmpty);
    }

    @Test
    void nothingIsInventedForAnUnknownDevice() {
        List<DevicePeriod> nobody =
                List.of(
                        new DevicePeriod(
                                new DeviceId("never-seen"), Instant.EPOCH, DevicePeriod.OPEN_END));
        assertThat(store.latest(nobody)).isEmpty();
        assertThat(store.values(nobody, HEART_RATE)).isEmpty();
        assertThat(store.count(new DeviceId("never-seen"), Instant.EPOCH, NOON))
                .isEqualTo(new RowCount(0, 0));
    }

    @Test
    void bucketsLeaveFlaggedValuesOutOfTheMeanAndGapsStayGaps() {
        store.write(
                List.of(
                        reading(NOON).value(HEART_RATE, 60).build(),
                        reading(NOON.plusSeconds(1)).value(HEART_RATE, 70).build(),
                        reading(NOON.plusSeconds(2)).value(HEART_RATE, 900, IMPLAUSIBLE).build(),
                        reading(NOON.plusSeconds(30)).value(HEART_RATE, 5, ARTEFACT).build()));
        List<DevicePeriod> window =
                List.of(new DevicePeriod(new DeviceId(device), NOON, NOON.plusSeconds(60)));
        List<Bucket> buckets = store.buckets(window, HEART_RATE, NOON, Duration.ofSeconds(10));
        assertThat(buckets).hasSize(2);
        assertThat(buckets.getFirst())
                .isEqualTo(new Bucket(NOON, false, 65, 60, 70, 2, 3, IMPLAUSIBLE.bit(), 70, false));
        assertThat(buckets.getLast().start()).isEqualTo(NOON.plusSeconds(30));
        assertThat(buckets.getLast().flaggedOnly()).isTrue();
        assertThat(buckets.getLast().flags()).isEqualTo(ARTEFACT.bit());
    }

    @Test
    void valuesOfSeveralDevicesComeInTheOrderOfTime() {
        String other = device + "-b";
        store.write(
                List.of(
                        reading(NOON).value(GLUCOSE, 1).build(),
                        reading(NOON.plusSeconds(2)).value(GLUCOSE, 3).build(),
                        TestReading.of(other, NOON.plusSeconds(1)).value(GLUCOSE, 2).build()));
        List<DevicePeriod> both =
                List.of(
                        new DevicePeriod(new DeviceId(other), NOON, NOON.plusSeconds(9)),
                        new DevicePeriod(new DeviceId(device), NOON, NOON.plusSeconds(2)));
        assertThat(store.values(both, GLUCOSE))
                .containsExactly(
                        new RawValue(NOON, 1, 0, false),
                        new RawValue(NOON.plusSeconds(1), 2, 0, false));
    }

    @Test
    void dataFromLongAgoIsTakenInToo() {
        Instant old = Instant.parse("2009-03-01T10:00:00Z");
        Instant weeks = NOON.minus(Duration.ofDays(17));
        store.write(
                List.of(
                        reading(old).value(HEART_RATE, 50).build(),
                        reading(weeks).value(HEART_RATE, 55).build()));
        assertThat(store.values(always(), HEART_RATE))
                .extracting(RawValue::time)
                .containsExactly(old, weeks);
    }

    @Test
    void aRowThatCanNeverBeWrittenIsToldApart() {
        Reading impossible =
                reading(Instant.parse("-9000-01-01T00:00:00Z")).value(HEART_RATE, 60).build();
        Reading good = reading(NOON).value(HEART_RATE, 60).build();
        assertThatThrownBy(() -> store.write(List.of(good, impossible)))
                .isInstanceOf(RowsRefusedException.class)
                .hasMessageNotContaining("9000");
        assertThat(count().rows()).isZero();
    }

    @Test
    void writersMayMeetOnTheSameRows() throws Exception {
        List<Reading> vitals = new ArrayList<>();
        List<Reading> pressures = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            vitals.add(reading(NOON.plusSeconds(i)).value(HEART_RATE, 60).build());
            pressures.add(
                    reading(NOON.plusSeconds(i))
                            .messageId("p" + i)
                            .value(SYSTOLIC_PRESSURE, 120)
                            .build());
        }
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<Written> one = threads.submit(() -> store.write(vitals));
            Future<Written> two = threads.submit(() -> store.write(pressures));
            one.get();
            two.get();
        }
        assertThat(count()).isEqualTo(new RowCount(500, 1_000));
    }

    @Test
    void anyOrderWithRepetitionsAndSplitsGivesTheSameRows() {
        Random random = new Random(4711);
        Map<Instant, Map<VitalSign, Double>> model = new HashMap<>();
        List<Reading> stream = new ArrayList<>();
        VitalSign[] signs = {HEART_RATE, SPO2, TEMPERATURE, SYSTOLIC_PRESSURE, GLUCOSE};
        for (int i = 0; i < 400; i++) {
            Instant at = NOON.minusSeconds(random.nextInt(200_000));
            if (model.containsKey(at)) {
                continue;
            }
            Map<VitalSign, Double> values = new HashMap<>();
            model.put(at, values);
            for (VitalSign sign : signs) {
                if (random.nextInt(3) > 0) {
                    values.put(sign, 40.0 + random.nextInt(50));
                }
            }
            values.forEach((sign, value) ->
                    stream.add(reading(at).messageId(at + sign.code()).value(sign, value).build()));
        }
        model.values().removeIf(Map::isEmpty);
        stream.addAll(List.copyOf(stream.subList(0, stream.size() / 2)));
        Collections.shuffle(stream, random);
        for (int from = 0; from < stream.size(); ) {
            int to = Math.min(stream.size(), from + 1 + random.nextInt(150));
            store.write(stream.subList(from, to));
            from = to;
        }

        long values = model.values().stream().mapToLong(Map::size).sum();
        assertThat(count()).isEqualTo(new RowCount(model.size(), values));
        for (VitalSign sign : signs) {
            Map<Instant, Double> stored = new HashMap<>();
            store.values(always(), sign).forEach(raw -> stored.put(raw.time(), raw.value()));
            Map<Instant, Double> wanted = new HashMap<>();
            model.forEach((at, of) -> {
                if (of.containsKey(sign)) {
                    wanted.put(at, of.get(sign));
                }
            });
            assertThat(stored).isEqualTo(wanted);
        }
    }

    @Test
    void everySignOfTheCatalogueFindsItsPlace() {
        TestReading all = reading(NOON);
        for (VitalSign sign : VitalSign.values()) {
            all.value(sign, 1, ValueFlag.QUESTIONABLE);
        }
        Reading full = all.build();
        store.write(List.of(full));
        Map<VitalSign, StoredValue> latest = store.latest(always());
        assertThat(latest.keySet()).containsExactlyInAnyOrder(VitalSign.values());
        assertThat(latest.values())
                .allMatch(value -> value.flags() == ValueFlag.QUESTIONABLE.bit());
        assertThat(full.values()).extracting(VitalValue::sign).hasSize(latest.size());
    }

    private static Reading clockOff(Reading reading, Duration offset) {
        return new Reading(
                reading.messageId(),
                reading.deviceId(),
                reading.patientId(),
                reading.bed(),
                reading.measuredAt(),
                offset,
                ClockQuality.OFFSET,
                reading.receivedAt(),
                reading.lane(),
                reading.values(),
                reading.synthetic());
    }

    @Test
    void aSampleWhoseTwoTimesSayDifferentPatientsIsOnNobody() {
        Duration offset = Duration.ofSeconds(30);
        List<Reading> readings = new ArrayList<>();
        for (int second = 0; second < 120; second += 10) {
            readings.add(
                    clockOff(
                            reading(NOON.plusSeconds(second))
                                    .value(HEART_RATE, 60 + second)
                                    .value(GLUCOSE, 60 + second)
                                    .build(),
                            offset));
        }
        store.write(readings);
        DeviceId id = new DeviceId(device);
        Instant handover = NOON.plusSeconds(60);
        List<DevicePeriod> first = List.of(new DevicePeriod(id, NOON, handover));
        List<DevicePeriod> second =
                List.of(new DevicePeriod(id, handover, NOON.plusSeconds(3_600)));
        // 30, 40 and 50 s are the first patient's by the device's time and the second's by ours.
        for (VitalSign sign : List.of(HEART_RATE, GLUCOSE)) {
            assertThat(store.values(first, sign))
                    .extracting(RawValue::value)
                    .containsExactly(60.0, 70.0, 80.0);
            assertThat(of(store.latest(first), sign).value()).isEqualTo(80);
            assertThat(store.values(second, sign)).hasSize(6);
        }
        List<Double> told = new ArrayList<>();
        store.forEach(first, Set.of(HEART_RATE), value -> told.add(value.value().value()));
        assertThat(told).containsExactly(60.0, 70.0, 80.0);
        // A query that ends in the middle of a period does not make its end a handover.
        assertThat(store.values(DevicePeriod.within(second, handover, NOON.plusSeconds(110)), SPO2))
                .isEmpty();
        assertThat(
                        store.values(
                                DevicePeriod.within(second, handover, NOON.plusSeconds(110)),
                                HEART_RATE))
                .hasSize(5);
        // Where the patient comes back, the corrected time may lie in the later stretch.
        List<DevicePeriod> back =
                DevicePeriod.ofOnePatient(
                        List.of(
                                new DevicePeriod(id, NOON, handover),
                                new DevicePeriod(
                                        id, NOON.plusSeconds(80), NOON.plusSeconds(3_600))));
        assertThat(store.values(DevicePeriod.within(back, NOON, handover), HEART_RATE))
                .extracting(RawValue::value)
                .containsExactly(60.0, 70.0, 80.0, 110.0);
    }

    @Test
    void allValuesAreToldInTheOrderOfTimeWithTheirOrigin() {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            readings.add(reading(NOON.plusMillis(i)).value(HEART_RATE, i % 200).build());
        }
        Collections.shuffle(readings, new Random(7));
        readings.add(
                clockOff(
                        reading(NOON.plusSeconds(9).plusNanos(1_500_000))
                                .value(HEART_RATE, 71)
                                .value(SPO2, 20, IMPLAUSIBLE)
                                .value(GLUCOSE, 99.5)
                                .value(TEMPERATURE, 37)
                                .backfill()
                                .synthetic()
                                .receivedAt(NOON.plusSeconds(12))
                                .build(),
                        Duration.ofMillis(-2_500)));
        store.write(readings);
        List<RecordedValue> told = new ArrayList<>();
        store.forEach(always(), Set.of(HEART_RATE, SPO2, GLUCOSE), told::add);
        assertThat(told).hasSize(3_003);
        assertThat(told).extracting(value -> value.value().time()).isSorted();
        assertThat(told.subList(3_000, 3_003))
                .extracting(value -> value.value().sign())
                .containsExactlyInAnyOrder(HEART_RATE, SPO2, GLUCOSE);
        assertThat(told.subList(3_000, 3_003))
                .allSatisfy(value -> {
                    assertThat(value.receivedAt()).isEqualTo(NOON.plusSeconds(12));
                    assertThat(value.clockOffsetMillis()).hasValue(-2_500);
                    assertThat(value.value().lane()).isEqualTo(Lane.BACKFILL);
                    assertThat(value.value().synthetic()).isTrue();
                    assertThat(value.value().flags())
                            .isEqualTo(value.value().sign() == SPO2 ? IMPLAUSIBLE.bit() : 0);
                });
        assertThatThrownBy(() ->
                        store.forEach(
                                always(),
                                Set.of(HEART_RATE),
                                value -> {
                                    throw new IllegalStateException("enough");
                                }))
                .hasMessage("enough");
        assertThat(latest(HEART_RATE).value()).isEqualTo(71);
    }

    @Test
    void trustedValuesAreReadByTheMinuteAndCountedOnce() {
        Instant next = NOON.plusSeconds(60);
        Instant late = NOON.plus(Duration.ofHours(3));
        store.write(
                List.of(
                        reading(NOON.plusMillis(1_234)).value(HEART_RATE, 70).build(),
                        reading(NOON.plusSeconds(59)).value(HEART_RATE, 72).build(),
                        reading(NOON.plusSeconds(30)).value(HEART_RATE, 250, IMPLAUSIBLE).build(),
                        reading(next).value(TEMPERATURE, 36.6).synthetic().build(),
                        reading(late).value(HEART_RATE, 80).value(GLUCOSE, 104).backfill().build(),
                        reading(late.plusSeconds(1)).value(GLUCOSE, 104, ARTEFACT).build()));

        List<SampledMinute> minutes = store.minutes(always(), HEART_RATE);

        assertThat(minutes).extracting(SampledMinute::minute).containsExactly(NOON, late);
        assertThat(minutes.getFirst().micros()).containsExactlyInAnyOrder(1_234_000, 59_000_000);
        assertThat(minutes.getFirst().values()).containsExactlyInAnyOrder(70, 72);
        assertThat(minutes.getFirst().backfilled()).isFalse();
        assertThat(minutes.getLast().backfilled()).isTrue();
        assertThat(store.minutes(always(), TEMPERATURE))
                .singleElement()
                .satisfies(minute -> {
                    assertThat(minute.synthetic()).isTrue();
                    assertThat(minute.values()).containsExactly(36.6);
                });
        assertThat(store.minutes(always(), GLUCOSE))
                .singleElement()
                .satisfies(minute -> assertThat(minute.values()).containsExactly(104));
        assertThat(store.hours(always(), List.of(HEART_RATE))).containsExactly(NOON, late);
        assertThat(store.hours(always(), List.of(TEMPERATURE))).containsExactly(NOON);
        assertThat(store.hours(always(), List.of(GLUCOSE, SPO2))).containsExactly(late);
        assertThat(store.countMinutes(always(), List.of(HEART_RATE))).isEqualTo(2);
        assertThat(store.countMinutes(always(), List.of(HEART_RATE, GLUCOSE, TEMPERATURE)))
                .isEqualTo(3);
    }
}
