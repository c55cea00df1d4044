package org.vitalwire.ehr.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.ehr.chart.ChartKey;

/** The task to respond to an alert. Its owner is who accepted the alert, for as long as they do. */
final class AlertTask {

    /** Who has it in hand, and since when. */
    private record Owner(String person, Instant since) {}

    private AlertTask() {}

    /**
     * @param ordered transitions of one episode by processed time
     */
    static Task of(List<AlertEpisode> ordered) {
        AlertEpisode now = ordered.getLast();
        Optional<Owner> owner = owner(ordered);
        String id = ChartKey.digest("vwk-", "vitalwire-task-1|" + now.episodeId());
        Task task = new Task();
        task.setId(id);
        task.setMeta(AlertMapper.meta(now));
        task.addIdentifier(AlertMapper.identifier(id));
        task.setStatus(status(ordered, owner));
        task.setIntent(TaskIntent.ORDER);
        task.setPriority(
                switch (now.priority()) {
                    case LOW -> TaskPriority.ROUTINE;
                    case MEDIUM -> TaskPriority.URGENT;
                    case HIGH -> TaskPriority.STAT;
                });
        task.setCode(new CodeableConcept().setText("Respond to an alert"));
        task.setReasonCode(AlertMapper.condition(now));
        task.setFocus(new Reference("Flag/" + AlertMapper.flagId(now)));
        task.setFor(ObservationMapper.patient(now.patientId()));
        task.setAuthoredOnElement(ObservationMapper.dateTime(ordered.getFirst().at()));
        task.setLastModifiedElement(ObservationMapper.dateTime(now.at()));
        task.setRequester(PlatformMapper.reference());
        owner.ifPresent(accepted -> {
            task.setOwner(person(accepted.person()));
            Period period =
                    new Period().setStartElement(ObservationMapper.dateTime(accepted.since()));
            if (!now.open()) {
                period.setEndElement(ObservationMapper.dateTime(now.at()));
            }
            task.setExecutionPeriod(period);
        });
        return task;
    }

    /** By the hospital's own name of the person: we know no Practitioner resource. */
    private static Reference person(String subject) {
        return new Reference()
                .setType("Practitioner")
                .setIdentifier(new Identifier().setSystem(CodeSystems.PERSON_ID).setValue(subject));
    }

    private static Optional<Owner> owner(List<AlertEpisode> ordered) {
        Optional<Owner> owner = Optional.empty();
        AlertEpisode before = ordered.getFirst();
        for (AlertEpisode transition : ordered) {
            if (AlertMapper.hasRisen(before.priority(), transition.priority())) {
                // It was accepted for something lesser.
                owner = Optional.empty();
            }
            owner =
                    switch (transition.transition()) {
                        case ACKNOWLEDGED ->
                                transition.by().map(by -> new Owner(by, transition.at()));
                        case HANDED_OVER -> Optional.empty();
                        case REJECTED ->
                                owner.filter(
                                        who -> !transition.by().equals(Optional.of(who.person())));
                        case RAISED,
                                UPDATED,
                                CONDITION_ENDED,
                                RESOLVED,
                                CALLED,
                                PAUSED,
                                RESUMED,
                                SWITCHED_OFF,
                                DISPOSED,
                                REMINDED ->
                                owner;
                    };
            before = transition;
        }
        return owner;
    }

    private static TaskStatus status(List<AlertEpisode> ordered, Optional<Owner> owner) {
        if (!ordered.getLast().open()) {
            return owner.isPresent() ? TaskStatus.COMPLETED : TaskStatus.CANCELLED;
        }
        if (isSilenced(ordered)) {
            return TaskStatus.ONHOLD;
        }
        return owner.isPresent() ? TaskStatus.ACCEPTED : TaskStatus.REQUESTED;
    }

    /** Whether it was paused or switched off, and neither resumed, accepted nor risen since. */
    private static boolean isSilenced(List<AlertEpisode> ordered) {
        boolean silenced = false;
        AlertEpisode before = ordered.getFirst();
        for (AlertEpisode transition : ordered) {
            Transition what = transition.transition();
            if (what == Transition.PAUSED || what == Transition.SWITCHED_OFF) {
                silenced = true;
            } else if (what == Transition.RESUMED
                    || what == Transition.ACKNOWLEDGED
                    || what == Transition.CALLED
                    || AlertMapper.hasRisen(before.priority(), transition.priority())) {
                silenced = false;
            }
            before = transition;
        }
        return silenced;
    }
}
