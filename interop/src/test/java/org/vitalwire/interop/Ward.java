package org.vitalwire.interop;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.topic.Keys;
import org.vitalwire.contracts.topic.Topic;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.testkit.SharedInfrastructure;

/** Readings as the gateway publishes them; synthetic, and labelled so. */
final class Ward {

    /** Lines of the chart that a minute of a patient makes. */
    static final int LINES_A_MINUTE = 5;

    private Ward() {}

    static ProducerRecord<String, byte[]> reading(
            String patient, String device, Instant time, double heartRate) {
        Reading reading =
                new Reading(
                        device + "-" + time,
                        new DeviceId(device),
                        Optional.of(new PatientId(patient)),
                        Optional.empty(),
                        time,
                        Duration.ZERO,
                        ClockQuality.SYNCHRONISED,
                        time,
                        Lane.LIVE,
                        List.of(
                                new VitalValue(VitalSign.HEART_RATE, heartRate, 0),
                                new VitalValue(VitalSign.SPO2, 96, 0),
                                new VitalValue(VitalSign.SYSTOLIC_PRESSURE, 120, 0),
                                new VitalValue(VitalSign.DIASTOLIC_PRESSURE, 80, 0),
                                new VitalValue(VitalSign.TEMPERATURE, 36.9, 0),
                                new VitalValue(VitalSign.OXYGEN_FLOW, 2, 0)),
                        true);
        return new ProducerRecord<>(
                Topic.READINGS.topicName(),
                Keys.of(reading),
                EventCodecs.READING.encode(reading));
    }

    /** Of the one alert of a patient. */
    static ProducerRecord<String, byte[]> alert(
            String patient, Instant at, AlertEpisode.Transition transition) {
        boolean open = transition != AlertEpisode.Transition.RESOLVED;
        AlertEpisode episode =
                new AlertEpisode(
                        "alert-of-" + patient,
                        new PatientId(patient),
                        "low-spo2",
                        Priority.HIGH,
                        transition,
                        at,
                        at.truncatedTo(ChronoUnit.MINUTES),
                        Optional.empty(),
                        "SpO2 low",
                        open,
                        open,
                        false,
                        true);
        return new ProducerRecord<>(
                Topic.ALERTS.topicName(),
                episode.episodeId(),
                EventCodecs.ALERT_EPISODE.encode(episode));
    }

    static void send(List<ProducerRecord<String, byte[]>> records) {
        SharedInfrastructure.kafka().probe().produceAll(records);
    }
}
