package org.vitalwire.gateway.intake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vitalwire.contracts.event.AssociationPeriod;
import org.vitalwire.contracts.event.DeviceEvent;
import org.vitalwire.contracts.event.DeviceEvent.Phase;
import org.vitalwire.contracts.event.DeviceEvent.Severity;
import org.vitalwire.contracts.event.DeviceEventKind;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.gateway.association.AssociationLedger;
import org.vitalwire.gateway.codec.DecodedAlarm;
import org.vitalwire.gateway.codec.DecodedPayload;
import org.vitalwire.gateway.codec.NamedPatient;

/** The device events that one message gives rise to. Pure. */
final class MessageEvents {

    private final AssociationLedger ledger;

    MessageEvents(AssociationLedger ledger) {
        this.ledger = ledger;
    }

    List<DeviceEvent> of(Publication message, DecodedPayload decoded, List<Reading> readings) {
        if (decoded.alarms().isEmpty() && decoded.patient().isEmpty()) {
            return List.of();
        }
        List<DeviceEvent> events = new ArrayList<>(1);
        for (DecodedAlarm alarm : decoded.alarms()) {
            events.add(alarm(message, alarm));
        }
        decoded.patient()
                .flatMap(named -> mismatch(message, named, readings))
                .ifPresent(events::add);
        return events;
    }

    private static DeviceEvent alarm(Publication message, DecodedAlarm alarm) {
        String device = message.device().id().value();
        return new DeviceEvent(
                device + ":alarm:" + alarm.id(),
                Optional.of(message.device().id()),
                alarm.kind(),
                alarm.phase(),
                alarm.severity(),
                message.receivedAt(),
                alarm.detail(),
                device + ":alarm:" + alarm.occurrence(),
                List.of());
    }

    /**
     * The message names a patient, and the ledger another. Readings stay with the ledger's; people
     * have to find out who is right. Where the ledger names nobody there is nothing to compare.
     */
    private Optional<DeviceEvent> mismatch(
            Publication message, NamedPatient named, List<Reading> readings) {
        return readings.stream()
                .flatMap(reading -> ledger.at(message.device().id(), reading.measuredAt()).stream())
                .filter(period -> !named.ids().contains(period.patientId()))
                .findFirst()
                .map(period -> mismatch(message, period));
    }

    /** The same for an hour, whatever number of messages says so. */
    private static DeviceEvent mismatch(Publication message, AssociationPeriod period) {
        String device = message.device().id().value();
        String occurrence = device + ":patient-mismatch:" + period.from();
        Instant hour = message.receivedAt().truncatedTo(ChronoUnit.HOURS);
        return new DeviceEvent(
                occurrence + ":" + hour,
                Optional.of(message.device().id()),
                DeviceEventKind.PATIENT_MISMATCH,
                Phase.MOMENT,
                Severity.PROBLEM,
                message.receivedAt(),
                "the device's messages name another patient than the ledger does since "
                        + period.from()
                        + "; readings stay with the ledger's",
                occurrence,
                List.of());
    }
}
