package org.vitalwire.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vitalwire.contracts.vitals.VitalSign.GLUCOSE;
import static org.vitalwire.contracts.vitals.VitalSign.HEART_RATE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ingest.store.SampleStore.RawValue;
import org.vitalwire.testkit.TestReading;

/** What every store keeps to, and every database under the procedure {@code maintain}. */
abstract class OpenedStoreContract extends SampleStoreContract {

    private static final Instant OLD = NOON.minus(Duration.ofDays(20));
    private static final Instant LATELY = NOON.minus(Duration.ofDays(1));

    private final String device = "kept-" + UUID.randomUUID().toString().substring(0, 8);

    abstract StoreUnderTest opened();

    @Override
    final SampleStore store() {
        return opened().store();
    }

    /** Keeps samples for ten days. */
    final void maintain() {
        opened().database()
                .jdbc()
                .sql(
                        """
                        CALL maintain('%s', 2,
                            '{"vital_sample": "P10D", "observation": "P10D", "not_there": "P1D"}',
                            '7 days')\
                        """
                                .formatted(NOON))
                .update();
    }

    private void forgetWhatIsDue() {
        opened().database().jdbc().sql("DELETE FROM roll_up_due").update();
    }

    private Reading measured(String at, Instant received) {
        return measured(Instant.parse(at), received);
    }

    private Reading measured(Instant at, Instant received) {
        return TestReading.of(device, at)
                .receivedAt(received)
                .value(HEART_RATE, 60)
                .value(GLUCOSE, 100)
                .build();
    }

    private List<Instant> stored(VitalSign sign) {
        List<DevicePeriod> always =
                List.of(
                        new DevicePeriod(
                                new DeviceId(device), Instant.EPOCH, DevicePeriod.OPEN_END));
        return store().values(always, sign).stream().map(RawValue::time).toList();
    }

    @Test
    void whatWasReceivedLatelyIsKeptWhateverTheDevicesClockSays() {
        store().write(
                        List.of(
                                measured("1999-01-01T00:00:00Z", LATELY),
                                measured("1999-02-01T00:00:00Z", OLD),
                                measured(OLD, OLD),
                                measured(NOON, NOON),
                                measured("2099-01-01T00:00:00Z", LATELY),
                                measured("2099-02-01T00:00:00Z", OLD)));
        forgetWhatIsDue();

        maintain();

        for (var sign : List.of(HEART_RATE, GLUCOSE)) {
            assertThat(stored(sign))
                    .startsWith(Instant.parse("1999-01-01T00:00:00Z"), NOON)
                    .contains(Instant.parse("2099-01-01T00:00:00Z"))
                    .doesNotContain(Instant.parse("1999-02-01T00:00:00Z"), OLD);
        }
        assertThat(stored(HEART_RATE))
                .doesNotContain(Instant.parse("2099-02-01T00:00:00Z"))
                .hasSize(3);
    }

    @Test
    void samplesWaitUntilTheirMinutesAreRolledUp() {
        store().write(List.of(measured(OLD, OLD)));
        opened().database()
                .jdbc()
                .sql(
                        """
                        INSERT INTO roll_up_due (level, device_id, bucket, epoch)
                        VALUES (1, 1, '%s', 0) ON CONFLICT DO NOTHING\
                        """
                                .formatted(OLD))
                .update();

        maintain();
        assertThat(stored(HEART_RATE)).containsExactly(OLD);

        forgetWhatIsDue();
        maintain();
        assertThat(stored(HEART_RATE)).isEmpty();
        assertThat(opened().text("SELECT raw_from >= '%s' FROM roll_up_state".formatted(OLD)))
                .isEqualTo("t");
    }

    /** A day that is a week old, which TimescaleDB compresses. */
    @Test
    void aDayThatWasMaintainedTakesLateRowsOnce() {
        Instant day = NOON.minus(Duration.ofDays(9));
        List<Reading> first = new ArrayList<>();
        for (int second = 0; second < 100; second += 2) {
            first.add(measured(day.plusSeconds(second), day));
        }
        store().write(first);
        forgetWhatIsDue();
        maintain();

        store().write(List.of(measured(day.plusSeconds(1), NOON)));
        store().write(first);
        store().write(
                        List.of(
                                TestReading.of(device, day)
                                        .messageId("late")
                                        .value(HEART_RATE, 99)
                                        .build()));

        assertThat(stored(HEART_RATE)).hasSize(51).contains(day.plusSeconds(1));
        assertThat(stored(GLUCOSE)).hasSize(51);
    }

    @Test
    void whatIsToldOfATableIsWhatLiesInIt() {
        store().write(List.of(measured(NOON, NOON)));
        assertThat(
                        opened().text(
                                        "SELECT bytes > 0 AND partitions > 0 FROM table_state('vital_sample')"))
                .isEqualTo("t");
    }
}
