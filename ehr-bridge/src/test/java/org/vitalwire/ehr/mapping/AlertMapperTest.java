package org.vitalwire.ehr.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.Flag.FlagStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.AlertEpisode;
import org.vitalwire.contracts.event.AlertEpisode.Transition;
import org.vitalwire.contracts.event.Priority;

class AlertMapperTest {

    private static Task task(AlertEpisode... transitions) {
        return AlertMapper.toResources(List.of(transitions)).task().orElseThrow();
    }

    private static Optional<String> owner(Task task) {
        return Optional.ofNullable(task.getOwner().getIdentifier().getValue());
    }

    @Test
    void anOpenAlertIsAnActiveFlagWithoutAnEnd() {
        var flag = AlertMapper.toResources(List.of(Alerts.at(0, Transition.RAISED))).flag();

        assertThat(flag.getStatus()).isEqualTo(FlagStatus.ACTIVE);
        assertThat(flag.getPeriod().getStart().toInstant())
                .isEqualTo(Alerts.START.minusSeconds(15));
        assertThat(flag.getPeriod().hasEnd()).isFalse();
        assertThat(flag.getCode().getCodingFirstRep().getCode()).isEqualTo("low-spo2");
        assertThat(flag.getMeta().getSecurityFirstRep().getCode()).isEqualTo("HTEST");
    }

    @Test
    void aClosedAlertIsTheSameFlagInactive() {
        AlertEpisode raised = Alerts.at(0, Transition.RAISED);
        AlertResources open = AlertMapper.toResources(List.of(raised));
        AlertResources closed = AlertMapper.toResources(List.of(raised, Alerts.closed(60)));

        assertThat(closed.flag().getId()).isEqualTo(open.flag().getId());
        assertThat(closed.flag().getStatus()).isEqualTo(FlagStatus.INACTIVE);
        assertThat(closed.flag().getPeriod().getEnd().toInstant())
                .isEqualTo(Alerts.START.plusSeconds(60));
    }

    @Test
    void aConditionThatStartedByAClockAheadOfOursDoesNotEndBeforeItStarted() {
        var flag = AlertMapper.toResources(List.of(Alerts.closed(-30))).flag();

        assertThat(flag.getPeriod().getEnd()).isEqualTo(flag.getPeriod().getStart());
    }

    @Test
    void everyCallIsACommunicationOfItsOwnAboutTheFlag() {
        AlertResources alert =
                AlertMapper.toResources(
                        List.of(
                                Alerts.at(0, Transition.RAISED),
                                Alerts.at(1, Transition.CALLED),
                                Alerts.at(61, Transition.CALLED),
                                Alerts.by("nurse-1", 70, Transition.ACKNOWLEDGED),
                                Alerts.at(670, Transition.REMINDED)));

        assertThat(alert.calls())
                .extracting(Communication::getStatus)
                .containsExactly(
                        CommunicationStatus.COMPLETED,
                        CommunicationStatus.COMPLETED,
                        CommunicationStatus.INPROGRESS);
        assertThat(alert.calls()).extracting(Resource::getId).doesNotHaveDuplicates();
        assertThat(alert.calls())
                .allSatisfy(call ->
                        assertThat(call.getAboutFirstRep().getReference())
                                .isEqualTo("Flag/" + alert.flag().getIdElement().getIdPart()));
    }

    @Test
    void whetherACallWasHeardThatNobodyAnsweredIsUnknown() {
        AlertResources alert =
                AlertMapper.toResources(List.of(Alerts.at(1, Transition.CALLED), Alerts.closed(9)));

        assertThat(alert.calls().getFirst().getStatus()).isEqualTo(CommunicationStatus.UNKNOWN);
    }

    @Test
    void whoAcceptedOwnsTheTaskUntilTheyHandItOverOrRejectIt() {
        AlertEpisode called = Alerts.at(1, Transition.CALLED);
        AlertEpisode accepted = Alerts.by("nurse-1", 9, Transition.ACKNOWLEDGED);

        assertThat(task(called).getStatus()).isEqualTo(TaskStatus.REQUESTED);
        assertThat(task(called, accepted).getStatus()).isEqualTo(TaskStatus.ACCEPTED);
        assertThat(owner(task(called, accepted))).contains("nurse-1");
        assertThat(owner(task(called, accepted, Alerts.by("nurse-2", 10, Transition.REJECTED))))
                .contains("nurse-1");
        assertThat(owner(task(called, accepted, Alerts.by("nurse-1", 10, Transition.REJECTED))))
                .isEmpty();
        Task handedOver = task(called, accepted, Alerts.by("nurse-1", 20, Transition.HANDED_OVER));
        assertThat(owner(handedOver)).isEmpty();
        assertThat(handedOver.getStatus()).isEqualTo(TaskStatus.REQUESTED);
    }

    @Test
    void aPriorityThatRisesTakesTheOwnershipAway() {
        AlertEpisode medium =
                Alerts.at(0, Transition.RAISED, Priority.MEDIUM, true, Optional.empty());
        AlertEpisode accepted =
                Alerts.at(
                        5, Transition.ACKNOWLEDGED, Priority.MEDIUM, true, Optional.of("nurse-1"));

        Task risen = task(medium, accepted, Alerts.at(9, Transition.UPDATED));

        assertThat(owner(risen)).isEmpty();
        assertThat(risen.getStatus()).isEqualTo(TaskStatus.REQUESTED);
    }

    @Test
    void aTaskIsCompletedBySomebodyOrCancelled() {
        AlertEpisode accepted = Alerts.by("nurse-1", 9, Transition.ACKNOWLEDGED);

        assertThat(task(accepted, Alerts.closed(60)).getStatus()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(task(Alerts.at(1, Transition.CALLED), Alerts.closed(60)).getStatus())
                .isEqualTo(TaskStatus.CANCELLED);
    }

    @Test
    void aPausedAlertIsOnHoldUntilItIsResumed() {
        AlertEpisode paused = Alerts.by("nurse-1", 5, Transition.PAUSED);

        assertThat(task(paused).getStatus()).isEqualTo(TaskStatus.ONHOLD);
        assertThat(task(paused, Alerts.at(60, Transition.RESUMED)).getStatus())
                .isEqualTo(TaskStatus.REQUESTED);
    }

    @Test
    void orderOfArrivalDoesNotMatter() {
        AlertEpisode called = Alerts.at(1, Transition.CALLED);
        AlertEpisode accepted = Alerts.by("nurse-1", 9, Transition.ACKNOWLEDGED);

        assertThat(task(accepted, called).equalsDeep(task(called, accepted))).isTrue();
    }

    @Test
    void transitionsOfNoEpisodeAreRefused() {
        assertThatThrownBy(() -> AlertMapper.toResources(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
