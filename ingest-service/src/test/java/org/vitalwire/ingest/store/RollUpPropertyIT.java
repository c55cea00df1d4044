package org.vitalwire.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.rollup.RollUps;
import org.vitalwire.kit.database.ServiceDatabase;
import org.vitalwire.testkit.MutableClock;
import org.vitalwire.testkit.TestReading;

/**
 * Whatever comes in whatever order, and whatever of it is rolled up when: every answer is that of a
 * plain model in memory.
 */
class RollUpPropertyIT {

    /** Ten minutes before midnight, so that there is a border of hours and of days. */
    private static final Instant BASE = Instant.parse("2026-11-22T22:50:00Z");

    private static final int SECONDS = 2 * 3_600 + 1_200;
    private static final Instant ALL_OVER = Instant.parse("2027-01-01T00:00:00Z");
    private static final VitalSign[] SIGNS = {
        VitalSign.HEART_RATE, VitalSign.SPO2, VitalSign.TEMPERATURE, VitalSign.GLUCOSE
    };
    private static final Duration[] WIDTHS = {
        Duration.ofSeconds(20),
        Duration.ofMinutes(1),
        Duration.ofMinutes(7),
        Duration.ofHours(1),
        Duration.ofHours(2)
    };

    private static ServiceDatabase database;
    private static SampleStore store;

    @BeforeAll
    static void open() {
        StoreUnderTest opened =
                StoreUnderTest.fresh(6, new MutableClock(BASE.plusSeconds(SECONDS)));
        database = opened.database();
        store = opened.store();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** One random life of a store. */
    private static final class Life {

        private final Random random;
        private final String[] devices;
        private final RollUpModel model = new RollUpModel();
        private final List<Reading> sent = new ArrayList<>();
        private final RollUps rollUps;

        Life(long seed) {
            random = new Random(seed);
            devices = new String[] {"p" + seed + "-a", "p" + seed + "-b"};
            rollUps = new RollUps(database.dataSource(), 1 + random.nextInt(60));
        }

        private Instant anyTime() {
            return BASE.plusSeconds(random.nextInt(SECONDS));
        }

        private String anyDevice() {
            return devices[random.nextInt(devices.length)];
        }

        private Reading reading() {
            Instant at = anyTime().plusMillis(250L * random.nextInt(4));
            TestReading reading =
                    TestReading.of(anyDevice(), at).messageId("m" + random.nextLong());
            VitalSign always = SIGNS[random.nextInt(SIGNS.length)];
            for (VitalSign sign : SIGNS) {
                if (sign == always || random.nextInt(3) > 0) {
                    if (random.nextInt(8) == 0) {
                        reading.value(sign, random.nextInt(200), ValueFlag.ARTEFACT);
                    } else {
                        reading.value(sign, random.nextInt(200));
                    }
                }
            }
            if (random.nextInt(6) == 0) {
                reading.backfill();
            }
            Reading built = reading.build();
            return random.nextInt(5) == 0
                    ? withOffset(built, Duration.ofMillis(random.nextInt(240_000) - 120_000))
                    : built;
        }

        private static Reading withOffset(Reading reading, Duration offset) {
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

        void write() {
            List<Reading> batch = new ArrayList<>();
            for (int i = 1 + random.nextInt(120); i > 0; i--) {
                batch.add(
                        !sent.isEmpty() && random.nextInt(4) == 0
                                ? sent.get(random.nextInt(sent.size()))
                                : reading());
            }
            Collections.shuffle(batch, random);
            store.write(batch);
            model.write(batch);
            sent.addAll(batch);
        }

        /** Perhaps not all of it. */
        void roll() {
            Instant end = anyTime();
            long epoch = rollUps.newEpoch();
            for (int i = random.nextInt(6); i >= 0; i--) {
                rollUps.minutes(epoch, end);
            }
            if (random.nextBoolean()) {
                rollUps.hours(rollUps.newEpoch(), end);
            }
        }

        void enterInError() {
            String device = anyDevice();
            Optional<VitalSign> sign =
                    random.nextInt(3) == 0
                            ? Optional.empty()
                            : Optional.of(SIGNS[random.nextInt(SIGNS.length)]);
            Instant from = anyTime();
            Instant to = from.plusSeconds(1 + random.nextInt(random.nextBoolean() ? 5 : 4_000));
            database.transaction()
                    .executeWithoutResult(status -> {
                        Optional<Long> id =
                                database.jdbc()
                                        .sql(
                                                """
                                                INSERT INTO entered_in_error (device_id, sign,
                                                    from_time, to_time, reason, made_by, made_at)
                                                SELECT device_id, ?, ?, ?, 'r', 'm', now()
                                                  FROM device WHERE name = ? RETURNING id\
                                                """)
                                        .params(
                                                new org.springframework.jdbc.core.SqlParameterValue(
                                                        java.sql.Types.SMALLINT,
                                                        sign.map(VitalSign::number).orElse(null)),
                                                SqlTime.of(from),
                                                SqlTime.of(to),
                                                device)
                                        .query(Long.class)
                                        .optional();
                        id.ifPresent(number -> {
                            rollAgain(device, from, to);
                            model.marks.put(number, new RollUpModel.Mark(device, sign, from, to));
                        });
                    });
        }

        void retract() {
            model.marks.keySet().stream()
                    .findAny()
                    .ifPresent(id ->
                            database.transaction()
                                    .executeWithoutResult(status -> {
                                        database.jdbc()
                                                .sql(
                                                        "UPDATE entered_in_error SET retracted_at = now()"
                                                                + " WHERE id = ?")
                                                .param(id)
                                                .update();
                                        RollUpModel.Mark mark =
                                                Objects.requireNonNull(model.marks.remove(id));
                                        rollAgain(mark.device(), mark.from(), mark.to());
                                    }));
        }

        private static void rollAgain(String device, Instant from, Instant to) {
            database.jdbc()
                    .sql(
                            """
                            SELECT 1 FROM device d CROSS JOIN LATERAL (
                                   SELECT roll_up_again(d.device_id, ?, ?)) r WHERE d.name = ?\
                            """)
                    .params(SqlTime.of(from), SqlTime.of(to), device)
                    .query()
                    .listOfRows();
        }

        /** Of whom the ledger makes the device today, corrections included. */
        private List<DevicePeriod> anyPeriods() {
            List<DevicePeriod> periods = new ArrayList<>();
            for (String device : devices) {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    Instant from = anyTime().minusMillis(random.nextInt(3) * 333L);
                    periods.add(
                            new DevicePeriod(
                                    new DeviceId(device),
                                    from,
                                    from.plusSeconds(1 + random.nextInt(SECONDS))));
                }
            }
            return DevicePeriod.ofOnePatient(periods);
        }

        void compare() {
            List<DevicePeriod> periods = anyPeriods();
            Instant from = anyTime();
            if (random.nextBoolean()) {
                periods =
                        DevicePeriod.within(
                                periods, from, from.plusSeconds(60 + random.nextInt(SECONDS)));
            }
            VitalSign sign = SIGNS[random.nextInt(SIGNS.length)];
            Duration width = WIDTHS[random.nextInt(WIDTHS.length)];
            Instant origin = random.nextInt(4) == 0 ? from : Grain.HOUR.floor(from);
            assertThat(store.buckets(periods, sign, origin, width))
                    .usingRecursiveFieldByFieldElementComparator(closeEnough())
                    .isEqualTo(model.buckets(periods, sign, origin, width));
        }

        /** Rolls all up and compares the tables themselves. */
        void compareTables() {
            drain(rollUps);
            for (String device : devices) {
                DevicePeriod always = always(device);
                for (VitalSign sign : SIGNS) {
                    for (Grain grain : new Grain[] {Grain.MINUTE, Grain.HOUR}) {
                        assertThat(rowsOf(grain, device, sign))
                                .usingRecursiveFieldByFieldElementComparator(closeEnough())
                                .isEqualTo(
                                        model.buckets(
                                                List.of(always),
                                                sign,
                                                Instant.EPOCH,
                                                grain.step()));
                    }
                }
            }
        }
    }

    private static org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration
            closeEnough() {
        return org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration.builder()
                .withEqualsForType((a, b) -> Math.abs(a - b) < 1e-9, Double.class)
                .build();
    }

    /** Every patient's and nobody's, whatever the clock. */
    private static DevicePeriod always(String device) {
        return new DevicePeriod(new DeviceId(device), Instant.EPOCH, DevicePeriod.OPEN_END);
    }

    private static void drain(RollUps rollUps) {
        while (rollUps.minutes(rollUps.newEpoch(), ALL_OVER) > 0) {
            // until nothing is due
        }
        while (rollUps.hours(rollUps.newEpoch(), ALL_OVER) > 0) {
            // until nothing is due
        }
        assertThat(
                        database.jdbc()
                                .sql("SELECT count(*) FROM roll_up_due")
                                .query(Long.class)
                                .single())
                .isZero();
    }

    private static List<SampleStore.Bucket> rowsOf(Grain grain, String device, VitalSign sign) {
        return database.jdbc()
                .sql(
                        """
                        SELECT r.time, n, all_n, total, low, high, last, flags, backfilled
                          FROM %s r JOIN device d USING (device_id)
                         WHERE d.name = ? AND sign = ? ORDER BY r.time\
                        """
                                .formatted(grain == Grain.MINUTE ? "vital_1m" : "vital_1h"))
                .params(device, sign.number())
                .query((row, number) ->
                        new SampleStore.Bucket(
                                SqlTime.read(row, 1),
                                row.getLong(2) == 0,
                                row.getLong(2) == 0 ? 0 : row.getDouble(4) / row.getLong(2),
                                row.getDouble(5),
                                row.getDouble(6),
                                row.getLong(2),
                                row.getLong(3),
                                row.getInt(8),
                                row.getDouble(7),
                                row.getBoolean(9)))
                .list();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void anyLifeGivesTheAnswersOfTheModel(long seed) {
        Life life = new Life(seed);
        for (int step = 0; step < 60; step++) {
            switch (life.random.nextInt(6)) {
                case 0, 1 -> life.write();
                case 2, 3 -> life.roll();
                case 4 -> life.enterInError();
                default -> life.retract();
            }
            life.compare();
            life.compare();
        }
        life.compareTables();
        for (int i = 0; i < 20; i++) {
            life.compare();
        }
    }

    @Test
    void lateDataDoesNotWipeOutWhatRetentionKeepsWithoutItsSamples() {
        String device = "kept";
        Instant minute = Instant.parse("2020-05-05T10:00:00Z");
        List<Reading> readings = new ArrayList<>();
        for (int second = 0; second < 10; second++) {
            readings.add(
                    TestReading.of(device, minute.plusSeconds(second))
                            .value(VitalSign.SPO2, 90 + second)
                            .build());
        }
        store.write(readings);
        RollUps rollUps = new RollUps(database.dataSource(), 100);
        drain(rollUps);
        List<SampleStore.Bucket> before = rowsOf(Grain.MINUTE, device, VitalSign.SPO2);
        assertThat(before).hasSize(1);
        try {
            database.jdbc()
                    .sql(
                            "UPDATE roll_up_state SET raw_from = '2021-01-01', minutes_from = '2021-01-01'")
                    .update();
            database.jdbc().sql("DELETE FROM vital_sample WHERE time < '2021-01-01'").update();
            store.write(
                    List.of(
                            TestReading.of(device, minute.plusSeconds(30))
                                    .value(VitalSign.SPO2, 50)
                                    .build(),
                            TestReading.of(device, minute.plusSeconds(90))
                                    .value(VitalSign.SPO2, 51)
                                    .build()));
            drain(rollUps);
            List<SampleStore.Bucket> after = rowsOf(Grain.MINUTE, device, VitalSign.SPO2);
            assertThat(after).hasSize(2).startsWith(before.getFirst());
            assertThat(after.getLast().last()).isEqualTo(51);
            assertThat(rowsOf(Grain.HOUR, device, VitalSign.SPO2).getFirst().all()).isEqualTo(11);
        } finally {
            database.jdbc()
                    .sql(
                            "UPDATE roll_up_state SET raw_from = '-infinity', minutes_from = '-infinity'")
                    .update();
        }
    }

    @Test
    void nothingIsForgottenWhileWritersAndRollersMeet() throws Exception {
        Life life = new Life(99);
        List<List<Reading>> batches = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            List<Reading> batch = new ArrayList<>();
            for (int j = 0; j < 25; j++) {
                // The same few minutes again and again: most writers find theirs marked already.
                Instant at =
                        BASE.plusSeconds(life.random.nextInt(300)).plusMillis(i * 25L + j % 25);
                batch.add(TestReading.of(life.devices[0], at).value(VitalSign.SPO2, 97).build());
            }
            life.model.write(batch);
            batches.add(batch);
        }
        AtomicInteger next = new AtomicInteger();
        AtomicInteger writing = new AtomicInteger(3);
        List<Callable<Integer>> work = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            work.add(() -> {
                int written = 0;
                try {
                    for (int i = next.getAndIncrement();
                            i < batches.size();
                            i = next.getAndIncrement()) {
                        store.write(batches.get(i));
                        written++;
                    }
                } finally {
                    writing.decrementAndGet();
                }
                return written;
            });
        }
        for (int roller = 0; roller < 2; roller++) {
            work.add(() -> {
                int rolled = 0;
                while (writing.get() > 0) {
                    rolled += life.rollUps.minutes(life.rollUps.newEpoch(), ALL_OVER);
                    rolled += life.rollUps.hours(life.rollUps.newEpoch(), ALL_OVER);
                }
                return rolled;
            });
        }
        int rolled = 0;
        try (var threads = Executors.newFixedThreadPool(5)) {
            List<Future<Integer>> done = threads.invokeAll(work);
            for (Future<Integer> one : done) {
                rolled += one.get();
            }
        }
        assertThat(rolled).isGreaterThan(batches.size() + 5);
        life.compareTables();
    }
}
