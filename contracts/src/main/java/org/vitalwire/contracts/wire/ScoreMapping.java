package org.vitalwire.contracts.wire;

import java.util.Optional;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.v1.ScoreComponentEvent;
import org.vitalwire.contracts.wire.v1.ScoreEvent;
import org.vitalwire.contracts.wire.v1.ScoreInputEvent;

final class ScoreMapping {

    private ScoreMapping() {}

    static ScoreEvent toWire(Score score) {
        ScoreEvent.Builder event =
                ScoreEvent.newBuilder()
                        .setScore(score.score())
                        .setPatientId(score.patientId().value())
                        .setMeasuredAtMicros(Micros.of(score.measuredAt()))
                        .setSpo2Scale(score.spo2Scale())
                        .setRetrospective(score.retrospective())
                        .setSynthetic(score.synthetic())
                        .setMessageId(score.messageId());
        score.components().forEach(component -> event.addComponents(toWire(component)));
        return event.build();
    }

    static Score toDomain(ScoreEvent event) {
        return new Score(
                event.getScore(),
                new PatientId(event.getPatientId()),
                Micros.toInstant(event.getMeasuredAtMicros()),
                event.getSpo2Scale(),
                event.getComponentsList().stream().map(ScoreMapping::toDomain).toList(),
                event.getRetrospective(),
                event.getSynthetic(),
                event.getMessageId());
    }

    private static ScoreComponentEvent toWire(Score.Component component) {
        ScoreComponentEvent.Builder event =
                ScoreComponentEvent.newBuilder()
                        .setName(component.name())
                        .setMaxPoints(component.maxPoints());
        component
                .input()
                .ifPresent(input ->
                        event.setInput(
                                ScoreInputEvent.newBuilder()
                                        .setValue(input.value())
                                        .setPoints(input.points())
                                        .setMeasuredAtMicros(Micros.of(input.measuredAt()))
                                        .setValidUntilMicros(Micros.of(input.validUntil()))
                                        .setMessageId(input.messageId())));
        return event.build();
    }

    private static Score.Component toDomain(ScoreComponentEvent event) {
        return new Score.Component(
                event.getName(),
                event.getMaxPoints(),
                event.hasInput() ? Optional.of(toDomain(event.getInput())) : Optional.empty());
    }

    private static Score.Input toDomain(ScoreInputEvent event) {
        return new Score.Input(
                event.getValue(),
                event.getPoints(),
                Micros.toInstant(event.getMeasuredAtMicros()),
                Micros.toInstant(event.getValidUntilMicros()),
                event.getMessageId());
    }
}
