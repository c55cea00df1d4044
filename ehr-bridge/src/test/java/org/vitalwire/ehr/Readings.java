package org.vitalwire.ehr;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.vitalwire.contracts.event.Score;
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

/** Readings and scores for tests. */
public final class Readings {

    private Readings() {}

    public static Reading reading(
            String patient, String device, Instant measuredAt, VitalValue... values) {
        return new Reading(
                device + "-" + measuredAt,
                new DeviceId(device),
                patient.isEmpty() ? Optional.empty() : Optional.of(new PatientId(patient)),
                Optional.empty(),
                measuredAt,
                Duration.ZERO,
                ClockQuality.SYNCHRONISED,
                measuredAt.plusMillis(50),
                Lane.LIVE,
                List.of(values),
                false);
    }

    public static VitalValue value(VitalSign sign, double value) {
        return new VitalValue(sign, value, 0);
    }

    public static ProducerRecord<String, byte[]> record(Reading reading) {
        return new ProducerRecord<>(
                Topic.READINGS.topicName(), Keys.of(reading), EventCodecs.READING.encode(reading));
    }

    public static ProducerRecord<String, byte[]> record(Score score) {
        return new ProducerRecord<>(
                Topic.SCORES.topicName(),
                score.patientId().value(),
                EventCodecs.SCORE.encode(score));
    }

    /**
     * A complete NEWS2 of 9: respiratory rate 2, SpO2 1, oxygen 2, pressure 1, pulse 2, fever 1.
     */
    public static Score completeScore(String patient, Instant measuredAt) {
        List<Score.Component> components = new ArrayList<>();
        components.add(component("respiratory-rate", 3, 22, 2, measuredAt));
        components.add(component("spo2", 3, 94, 1, measuredAt));
        components.add(component("oxygen", 2, 1, 2, measuredAt));
        components.add(component("systolic-pressure", 3, 105, 1, measuredAt));
        components.add(component("pulse", 3, 115, 2, measuredAt));
        components.add(component("consciousness", 3, 0, 0, measuredAt));
        components.add(component("temperature", 3, 38.4, 1, measuredAt));
        return score(patient, measuredAt, components);
    }

    /** Complete, and of another score: no code is known for it. */
    public static Score mews(String patient, Instant measuredAt) {
        return new Score(
                "mews",
                new PatientId(patient),
                measuredAt,
                0,
                completeScore(patient, measuredAt).components(),
                false,
                false,
                "mews-" + measuredAt,
                Optional.of(new Score.Table("Subbe 2001", Optional.empty(), List.of())),
                Optional.empty());
    }

    public static Score incompleteScore(String patient, Instant measuredAt) {
        List<Score.Component> components =
                new ArrayList<>(completeScore(patient, measuredAt).components());
        components.set(6, new Score.Component("temperature", 3, Optional.empty()));
        return score(patient, measuredAt, components);
    }

    private static Score score(
            String patient, Instant measuredAt, List<Score.Component> components) {
        return new Score(
                "news2",
                new PatientId(patient),
                measuredAt,
                1,
                components,
                false,
                false,
                "score-" + measuredAt);
    }

    private static Score.Component component(
            String name, int maxPoints, double value, int points, Instant measuredAt) {
        return new Score.Component(
                name,
                maxPoints,
                Optional.of(
                        new Score.Input(
                                value,
                                points,
                                measuredAt,
                                measuredAt.plus(Duration.ofMinutes(5)),
                                "message-" + measuredAt)));
    }
}
