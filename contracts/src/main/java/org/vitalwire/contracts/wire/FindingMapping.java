package org.vitalwire.contracts.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.Finding;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.v1.AlertEpisodeEvent;
import org.vitalwire.contracts.wire.v1.AlertTransition;
import org.vitalwire.contracts.wire.v1.EvidenceEvent;
import org.vitalwire.contracts.wire.v1.FindingEvent;
import org.vitalwire.contracts.wire.v1.FindingPhase;

final class FindingMapping {

    private FindingMapping() {}

    static FindingEvent toWire(Finding finding) {
        FindingEvent.Builder event =
                FindingEvent.newBuilder()
                        .setFindingId(finding.findingId())
                        .setPatientId(finding.patientId().value())
                        .setCondition(finding.condition())
                        .setPhase(toWire(finding.phase()))
                        .setPriority(toWire(finding.priority()))
                        .setStartedAtMicros(Micros.of(finding.startedAt()))
                        .setAtMicros(Micros.of(finding.at()))
                        .setTitle(finding.title())
                        .setDetail(finding.detail())
                        .setRetrospective(finding.retrospective())
                        .setSynthetic(finding.synthetic())
                        .setMessageId(finding.messageId())
                        .setReceivedAtMicros(Micros.of(finding.receivedAt()));
        for (Finding.Evidence evidence : finding.evidence()) {
            event.addEvidence(
                    EvidenceEvent.newBuilder()
                            .setSign(evidence.sign().number())
                            .setValue(evidence.value())
                            .setMeasuredAtMicros(Micros.of(evidence.measuredAt())));
        }
        return event.build();
    }

    static Finding toDomain(FindingEvent event) {
        List<Finding.Evidence> evidence = new ArrayList<>();
        for (EvidenceEvent item : event.getEvidenceList()) {
            VitalSign.ofNumber(item.getSign())
                    .ifPresent(sign ->
                            evidence.add(
                                    new Finding.Evidence(
                                            sign,
                                            item.getValue(),
                                            Micros.toInstant(item.getMeasuredAtMicros()))));
        }
        return new Finding(
                event.getFindingId(),
                new PatientId(event.getPatientId()),
                event.getCondition(),
                toDomain(event.getPhase()),
                toDomain(event.getPriority()),
                Micros.toInstant(event.getStartedAtMicros()),
                Micros.toInstant(event.getAtMicros()),
                event.getTitle(),
                event.getDetail(),
                evidence,
                event.getRetrospective(),
                event.getSynthetic(),
                event.getMessageId(),
                Micros.toInstant(event.getReceivedAtMicros()));
    }

    static AlertEpisodeEvent toWire(AlertEpisode episode) {
        AlertEpisodeEvent.Builder event =
                AlertEpisodeEvent.newBuilder()
                        .setEpisodeId(episode.episodeId())
                        .setPatientId(episode.patientId().value())
                        .setCondition(episode.condition())
                        .setPriority(toWire(episode.priority()))
                        .setTransition(toWire(episode.transition()))
                        .setAtMicros(Micros.of(episode.at()))
                        .setStartedAtMicros(Micros.of(episode.startedAt()))
                        .setTitle(episode.title())
                        .setOpen(episode.open())
                        .setConditionActive(episode.conditionActive())
                        .setRetrospective(episode.retrospective())
                        .setSynthetic(episode.synthetic());
        episode.by().ifPresent(event::setBy);
        return event.build();
    }

    static AlertEpisode toDomain(AlertEpisodeEvent event) {
        return new AlertEpisode(
                event.getEpisodeId(),
                new PatientId(event.getPatientId()),
                event.getCondition(),
                toDomain(event.getPriority()),
                toDomain(event.getTransition()),
                Micros.toInstant(event.getAtMicros()),
                Micros.toInstant(event.getStartedAtMicros()),
                event.hasBy() ? Optional.of(event.getBy()) : Optional.empty(),
                event.getTitle(),
                event.getOpen(),
                event.getConditionActive(),
                event.getRetrospective(),
                event.getSynthetic());
    }

    private static FindingPhase toWire(Finding.Phase phase) {
        return switch (phase) {
            case STARTED -> FindingPhase.FINDING_PHASE_STARTED;
            case UPDATED -> FindingPhase.FINDING_PHASE_UPDATED;
            case ENDED -> FindingPhase.FINDING_PHASE_ENDED;
        };
    }

    /** An unknown phase is an update: it can neither raise a second episode nor end one. */
    private static Finding.Phase toDomain(FindingPhase phase) {
        return switch (phase) {
            case FINDING_PHASE_STARTED -> Finding.Phase.STARTED;
            case FINDING_PHASE_ENDED -> Finding.Phase.ENDED;
            case FINDING_PHASE_UPDATED, FINDING_PHASE_UNSPECIFIED, UNRECOGNIZED ->
                    Finding.Phase.UPDATED;
        };
    }

    private static org.vitalwire.contracts.wire.v1.Priority toWire(Priority priority) {
        return switch (priority) {
            case LOW -> org.vitalwire.contracts.wire.v1.Priority.PRIORITY_LOW;
            case MEDIUM -> org.vitalwire.contracts.wire.v1.Priority.PRIORITY_MEDIUM;
            case HIGH -> org.vitalwire.contracts.wire.v1.Priority.PRIORITY_HIGH;
        };
    }

    /** A priority that we do not know is taken for the highest: rather one call too many. */
    private static Priority toDomain(org.vitalwire.contracts.wire.v1.Priority priority) {
        return switch (priority) {
            case PRIORITY_LOW -> Priority.LOW;
            case PRIORITY_MEDIUM -> Priority.MEDIUM;
            case PRIORITY_HIGH, PRIORITY_UNSPECIFIED, UNRECOGNIZED -> Priority.HIGH;
        };
    }

    private static AlertTransition toWire(Transition transition) {
        return switch (transition) {
            case RAISED -> AlertTransition.ALERT_TRANSITION_RAISED;
            case UPDATED -> AlertTransition.ALERT_TRANSITION_UPDATED;
            case ACKNOWLEDGED -> AlertTransition.ALERT_TRANSITION_ACKNOWLEDGED;
            case CONDITION_ENDED -> AlertTransition.ALERT_TRANSITION_CONDITION_ENDED;
            case RESOLVED -> AlertTransition.ALERT_TRANSITION_RESOLVED;
            case CALLED -> AlertTransition.ALERT_TRANSITION_CALLED;
            case REJECTED -> AlertTransition.ALERT_TRANSITION_REJECTED;
            case HANDED_OVER -> AlertTransition.ALERT_TRANSITION_HANDED_OVER;
            case PAUSED -> AlertTransition.ALERT_TRANSITION_PAUSED;
            case RESUMED -> AlertTransition.ALERT_TRANSITION_RESUMED;
            case SWITCHED_OFF -> AlertTransition.ALERT_TRANSITION_SWITCHED_OFF;
            case DISPOSED -> AlertTransition.ALERT_TRANSITION_DISPOSED;
            case REMINDED -> AlertTransition.ALERT_TRANSITION_REMINDED;
        };
    }

    private static Transition toDomain(AlertTransition transition) {
        return switch (transition) {
            case ALERT_TRANSITION_RAISED -> Transition.RAISED;
            case ALERT_TRANSITION_ACKNOWLEDGED -> Transition.ACKNOWLEDGED;
            case ALERT_TRANSITION_CONDITION_ENDED -> Transition.CONDITION_ENDED;
            case ALERT_TRANSITION_RESOLVED -> Transition.RESOLVED;
            case ALERT_TRANSITION_CALLED -> Transition.CALLED;
            case ALERT_TRANSITION_REJECTED -> Transition.REJECTED;
            case ALERT_TRANSITION_HANDED_OVER -> Transition.HANDED_OVER;
            case ALERT_TRANSITION_PAUSED -> Transition.PAUSED;
            case ALERT_TRANSITION_RESUMED -> Transition.RESUMED;
            case ALERT_TRANSITION_SWITCHED_OFF -> Transition.SWITCHED_OFF;
            case ALERT_TRANSITION_DISPOSED -> Transition.DISPOSED;
            case ALERT_TRANSITION_REMINDED -> Transition.REMINDED;
            case ALERT_TRANSITION_UPDATED, ALERT_TRANSITION_UNSPECIFIED, UNRECOGNIZED ->
                    Transition.UPDATED;
        };
    }
}
