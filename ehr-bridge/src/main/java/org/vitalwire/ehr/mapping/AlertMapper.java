package org.vitalwire.ehr.mapping;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationPriority;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Flag.FlagStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.ehr.chart.ChartKey;

/**
 * An alert episode as Flag (the condition), Communication (each call) and Task (who responds). Made
 * anew from all transitions that are known; ids rest on the episode and, for calls, on the time of
 * the call, so a later transition updates the same resources.
 */
public final class AlertMapper {

    private static final String FLAG_PRIORITY =
            "http://hl7.org/fhir/StructureDefinition/flag-priority";
    private static final String FLAG_PRIORITY_CODE = "http://hl7.org/fhir/flag-priority-code";
    private static final String FLAG_CATEGORY =
            "http://terminology.hl7.org/CodeSystem/flag-category";
    private static final String COMMUNICATION_CATEGORY =
            "http://terminology.hl7.org/CodeSystem/communication-category";

    private AlertMapper() {}

    /**
     * @param transitions of one episode, in any order; the first may be missing
     * @throws IllegalArgumentException for none, or those of several episodes
     */
    public static AlertResources toResources(List<AlertEpisode> transitions) {
        if (transitions.stream().map(AlertEpisode::episodeId).distinct().count() != 1) {
            throw new IllegalArgumentException("the transitions are of one episode");
        }
        List<AlertEpisode> ordered =
                transitions.stream().sorted(Comparator.comparing(AlertEpisode::at)).toList();
        return new AlertResources(
                flag(ordered.getLast()),
                ordered.stream()
                        .filter(transition -> isCall(transition.transition()))
                        .map(call -> call(call, ordered))
                        .toList(),
                ordered.getLast().retrospective()
                        ? Optional.empty()
                        : Optional.of(AlertTask.of(ordered)));
    }

    private static Flag flag(AlertEpisode now) {
        Flag flag = new Flag();
        flag.setId(flagId(now));
        flag.setMeta(meta(now));
        flag.addIdentifier(identifier(flagId(now)));
        flag.addExtension()
                .setUrl(FLAG_PRIORITY)
                .setValue(
                        new CodeableConcept(
                                new Coding()
                                        .setSystem(FLAG_PRIORITY_CODE)
                                        .setCode(
                                                switch (now.priority()) {
                                                    case LOW -> "PL";
                                                    case MEDIUM -> "PM";
                                                    case HIGH -> "PH";
                                                })));
        flag.setStatus(now.open() ? FlagStatus.ACTIVE : FlagStatus.INACTIVE);
        flag.addCategory(concept(FLAG_CATEGORY, "clinical"));
        flag.setCode(condition(now));
        flag.setSubject(ObservationMapper.patient(now.patientId()));
        Period period = new Period().setStartElement(ObservationMapper.dateTime(now.startedAt()));
        if (!now.open()) {
            // It started by the device's clock, which may be ahead of ours.
            Instant end = now.at().isBefore(now.startedAt()) ? now.startedAt() : now.at();
            period.setEndElement(ObservationMapper.dateTime(end));
        }
        flag.setPeriod(period);
        flag.setAuthor(PlatformMapper.reference());
        return flag;
    }

    private static boolean isCall(Transition transition) {
        return transition == Transition.CALLED || transition == Transition.REMINDED;
    }

    private static Communication call(AlertEpisode call, List<AlertEpisode> ordered) {
        Communication communication = new Communication();
        String id =
                ChartKey.digest(
                        "vwc-",
                        String.join(
                                "|", "vitalwire-call-1", call.episodeId(), call.at().toString()));
        communication.setId(id);
        communication.setMeta(meta(call));
        communication.addIdentifier(identifier(id));
        communication.setStatus(callStatus(call, ordered));
        communication.addCategory(concept(COMMUNICATION_CATEGORY, "alert"));
        communication.setPriority(
                switch (call.priority()) {
                    case LOW -> CommunicationPriority.ROUTINE;
                    case MEDIUM -> CommunicationPriority.URGENT;
                    case HIGH -> CommunicationPriority.STAT;
                });
        communication.setSubject(ObservationMapper.patient(call.patientId()));
        communication.addAbout(new Reference("Flag/" + flagId(call)));
        DateTimeType sent = ObservationMapper.dateTime(call.at());
        communication.setSentElement(sent);
        communication.setSender(PlatformMapper.reference());
        communication.addReasonCode(condition(call));
        communication.addPayload().setContent(new StringType(call.title()));
        return communication;
    }

    /**
     * Completed when somebody accepted after it. An episode that ended without that leaves it
     * unknown whether the call was heard: alerts.v1 does not tell.
     */
    private static CommunicationStatus callStatus(AlertEpisode call, List<AlertEpisode> ordered) {
        boolean accepted =
                ordered.stream()
                        .anyMatch(later ->
                                later.transition() == Transition.ACKNOWLEDGED
                                        && later.at().isAfter(call.at()));
        if (accepted) {
            return CommunicationStatus.COMPLETED;
        }
        return ordered.getLast().open()
                ? CommunicationStatus.INPROGRESS
                : CommunicationStatus.UNKNOWN;
    }

    static String flagId(AlertEpisode episode) {
        return ChartKey.digest("vwf-", "vitalwire-flag-1|" + episode.episodeId());
    }

    static Meta meta(AlertEpisode episode) {
        return ObservationMapper.labels(episode.synthetic(), episode.retrospective());
    }

    static Identifier identifier(String id) {
        return new Identifier().setSystem(CodeSystems.ALERT_ID).setValue(id);
    }

    static CodeableConcept condition(AlertEpisode episode) {
        return concept(CodeSystems.ALERT_CONDITION, episode.condition()).setText(episode.title());
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding().setSystem(system).setCode(code));
    }

    static boolean hasRisen(Priority before, Priority now) {
        return now.compareTo(before) > 0;
    }
}
