package org.vitalwire.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;

/**
 * Readings for tests: live, received as they were measured, from a clock in sync, unless said
 * otherwise. {@code TestReading.of("monitor-1", at).patient("p1").value(HEART_RATE, 72).build()}
 */
public final class TestReading {

    private final DeviceId device;
    private final Instant measuredAt;
    private final List<VitalValue> values = new ArrayList<>();
    private Instant receivedAt;
    private Lane lane = Lane.LIVE;
    private boolean synthetic;
    private @Nullable PatientId patient;
    private @Nullable String bed;
    private @Nullable String messageId;

    private TestReading(DeviceId device, Instant measuredAt) {
        this.device = device;
        this.measuredAt = measuredAt;
        this.receivedAt = measuredAt;
    }

    public static TestReading of(String deviceId, Instant measuredAt) {
        return new TestReading(new DeviceId(deviceId), measuredAt);
    }

    public TestReading patient(String id) {
        patient = new PatientId(id);
        return this;
    }

    public TestReading bed(String name) {
        bed = name;
        return this;
    }

    /** In the sign's canonical unit. */
    public TestReading value(VitalSign sign, double value, ValueFlag... flags) {
        int mask = 0;
        for (ValueFlag flag : flags) {
            mask |= flag.bit();
        }
        values.add(new VitalValue(sign, value, mask));
        return this;
    }

    public TestReading receivedAt(Instant instant) {
        receivedAt = instant;
        return this;
    }

    /** Measured earlier than is of any use to a pager. */
    public TestReading backfill() {
        lane = Lane.BACKFILL;
        return this;
    }

    public TestReading synthetic() {
        synthetic = true;
        return this;
    }

    /** The same for a repeated message; by default device and measured time. */
    public TestReading messageId(String id) {
        messageId = id;
        return this;
    }

    public Reading build() {
        return new Reading(
                messageId == null ? device.value() + ":" + measuredAt.toEpochMilli() : messageId,
                device,
                Optional.ofNullable(patient),
                Optional.ofNullable(bed),
                measuredAt,
                Duration.ZERO,
                ClockQuality.SYNCHRONISED,
                receivedAt,
                lane,
                values,
                synthetic);
    }
}
