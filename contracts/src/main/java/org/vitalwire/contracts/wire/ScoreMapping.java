package org.vitalwire.contracts.wire;

import java.util.Optional;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.v1.ScoreComponentEvent;
import org.vitalwire.contracts.wire.v1.ScoreEvent;
import org.vitalwire.contracts.wire.v1.ScoreInputEvent;
import org.vitalwire.contracts.wire.v1.ScoreRefusalEvent;
import org.vitalwire.contracts.wire.v1.ScoreRiskEvent;
import org.vitalwire.contracts.wire.v1.ScoreTableEvent;

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
        score.table().ifPresent(table -> event.setTable(toWire(table)));
        score.refusal()
                .ifPresent(refusal ->
                        event.setRefusal(
                                ScoreRefusalEvent.newBuilder()
                                        .setCode(refusal.code())
                                        .setText(refusal.text())));
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
                event.getMessageId(),
                event.hasTable() ? Optional.of(toDomain(event.getTable())) : Optional.empty(),
                event.hasRefusal()
                        ? Optional.of(
                                new Score.Refusal(
                                        event.getRefusal().getCode(), event.getRefusal().getText()))
                        : Optional.empty());
    }

    private static ScoreTableEvent toWire(Score.Table table) {
        ScoreTableEvent.Builder event = ScoreTableEvent.newBuilder().setEdition(table.edition());
        table.ageRange().ifPresent(event::setAgeRange);
        table.risks()
                .forEach(risk ->
                        event.addRisks(
                                ScoreRiskEvent.newBuilder()
                                        .setName(risk.name())
                                        .setAtLeast(risk.atLeast())));
        return event.build();
    }

    private static Score.Table toDomain(ScoreTableEvent event) {
        return new Score.Table(
                event.getEdition(),
                Optional.of(event.getAgeRange()).filter(range -> !range.isEmpty()),
                event.getRisksList().stream()
                        .map(risk -> new Score.Risk(risk.getName(), risk.getAtLeast()))
                        .toList());
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
                                        .setMessageId(input.messageId())
                                        .setInput(input.input().orElse(""))));
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
                event.getMessageId(),
                Optional.of(event.getInput()).filter(input -> !input.isEmpty()));
    }
}
