package org.vitalwire.contracts.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.Sequence;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.v1.ReadingEvent;
import org.vitalwire.contracts.wire.v1.VitalValueEvent;

final class ReadingMapping {

    private ReadingMapping() {}

    static ReadingEvent toWire(Reading reading) {
        ReadingEvent.Builder event =
                ReadingEvent.newBuilder()
                        .setMessageId(reading.messageId())
                        .setDeviceId(reading.deviceId().value())
                        .setMeasuredAtMicros(Micros.of(reading.measuredAt()))
                        .setClockOffsetMillis(reading.clockOffset().toMillis())
                        .setClockQuality(toWire(reading.clockQuality()))
                        .setReceivedAtMicros(Micros.of(reading.receivedAt()))
                        .setLane(toWire(reading.lane()))
                        .setSynthetic(reading.synthetic());
        reading.patientId().ifPresent(patient -> event.setPatientId(patient.value()));
        reading.bed().ifPresent(event::setBed);
        reading.sequence()
                .ifPresent(
                        sequence -> event.setSequence(sequence.number()).setBoot(sequence.boot()));
        for (VitalValue value : reading.values()) {
            event.addValues(
                    VitalValueEvent.newBuilder()
                            .setSign(value.sign().number())
                            .setValue(value.value())
                            .setFlags(value.flags()));
        }
        return event.build();
    }

    static Reading toDomain(ReadingEvent event) {
        List<VitalValue> values = new ArrayList<>(event.getValuesCount());
        for (VitalValueEvent value : event.getValuesList()) {
            Optional<VitalSign> sign = VitalSign.ofNumber(value.getSign());
            if (sign.isPresent()) {
                values.add(new VitalValue(sign.get(), value.getValue(), value.getFlags()));
            }
        }
        return new Reading(
                event.getMessageId(),
                new DeviceId(event.getDeviceId()),
                event.hasPatientId()
                        ? Optional.of(new PatientId(event.getPatientId()))
                        : Optional.empty(),
                event.hasBed() ? Optional.of(event.getBed()) : Optional.empty(),
                Micros.toInstant(event.getMeasuredAtMicros()),
                Duration.ofMillis(event.getClockOffsetMillis()),
                toDomain(event.getClockQuality()),
                Micros.toInstant(event.getReceivedAtMicros()),
                toDomain(event.getLane()),
                values,
                event.getSynthetic(),
                event.hasSequence()
                        ? Optional.of(new Sequence(event.getBoot(), event.getSequence()))
                        : Optional.empty());
    }

    private static org.vitalwire.contracts.wire.v1.ClockQuality toWire(ClockQuality quality) {
        return switch (quality) {
            case SYNCHRONISED ->
                    org.vitalwire.contracts.wire.v1.ClockQuality.CLOCK_QUALITY_SYNCHRONISED;
            case OFFSET -> org.vitalwire.contracts.wire.v1.ClockQuality.CLOCK_QUALITY_OFFSET;
            case UNKNOWN -> org.vitalwire.contracts.wire.v1.ClockQuality.CLOCK_QUALITY_UNKNOWN;
        };
    }

    private static ClockQuality toDomain(org.vitalwire.contracts.wire.v1.ClockQuality quality) {
        return switch (quality) {
            case CLOCK_QUALITY_SYNCHRONISED -> ClockQuality.SYNCHRONISED;
            case CLOCK_QUALITY_OFFSET -> ClockQuality.OFFSET;
            case CLOCK_QUALITY_UNKNOWN, CLOCK_QUALITY_UNSPECIFIED, UNRECOGNIZED ->
                    ClockQuality.UNKNOWN;
        };
    }

    static org.vitalwire.contracts.wire.v1.Lane toWire(Lane lane) {
        return switch (lane) {
            case LIVE -> org.vitalwire.contracts.wire.v1.Lane.LANE_LIVE;
            case BACKFILL -> org.vitalwire.contracts.wire.v1.Lane.LANE_BACKFILL;
        };
    }

    /** What does not say that it is live must not page anybody. */
    static Lane toDomain(org.vitalwire.contracts.wire.v1.Lane lane) {
        return switch (lane) {
            case LANE_LIVE -> Lane.LIVE;
            case LANE_BACKFILL, LANE_UNSPECIFIED, UNRECOGNIZED -> Lane.BACKFILL;
        };
    }
}
