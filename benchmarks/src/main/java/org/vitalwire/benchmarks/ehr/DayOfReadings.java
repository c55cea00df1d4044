package org.vitalwire.benchmarks.ehr;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.vitalwire.benchmarks.hop.KafkaHop;
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

/** A ward's monitors, one reading a minute of each, up to now. Synthetic, and labelled so. */
record DayOfReadings(int patients, int minutes) {

    /** Heart rate, respiratory rate, SpO2, blood pressure, temperature. */
    static final int LINES_A_MINUTE = 5;

    /** How many lines of the chart it makes: the last minute of each patient stays open. */
    long lines() {
        return (long) patients * (minutes - 1) * LINES_A_MINUTE;
    }

    /** Returns once all are acknowledged. */
    void publish(String bootstrapServers, Instant end) {
        try (var producer =
                new KafkaProducer<>(
                        KafkaHop.producerSettings(bootstrapServers),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (int minute = 0; minute < minutes; minute++) {
                Instant time = end.minus(Duration.ofMinutes(minutes - minute)).plusSeconds(20);
                for (int patient = 0; patient < patients; patient++) {
                    Reading reading = reading(patient, time, minute % 7);
                    var _ =
                            producer.send(
                                    new ProducerRecord<>(
                                            Topic.READINGS.topicName(),
                                            Keys.of(reading),
                                            EventCodecs.READING.encode(reading)));
                }
            }
            producer.flush();
        }
    }

    private static Reading reading(int patient, Instant time, int wave) {
        String device = "day-monitor-" + patient;
        return new Reading(
                device + "/" + time,
                new DeviceId(device),
                Optional.of(new PatientId("day-patient-" + patient)),
                Optional.empty(),
                time,
                Duration.ZERO,
                ClockQuality.SYNCHRONISED,
                time.plusMillis(3),
                Lane.LIVE,
                List.of(
                        new VitalValue(VitalSign.HEART_RATE, 62 + wave, 0),
                        new VitalValue(VitalSign.RESPIRATORY_RATE, 12 + wave, 0),
                        new VitalValue(VitalSign.SPO2, 93 + wave, 0),
                        new VitalValue(VitalSign.SYSTOLIC_PRESSURE, 110 + wave, 0),
                        new VitalValue(VitalSign.DIASTOLIC_PRESSURE, 70 + wave, 0),
                        new VitalValue(VitalSign.TEMPERATURE, 36 + wave / 10.0, 0)),
                true);
    }
}
