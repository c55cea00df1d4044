package org.vitalwire.contracts.wire;

import java.time.LocalDate;
import java.util.Optional;
import org.vitalwire.contracts.event.CensusEntry;
import org.vitalwire.contracts.event.OxygenTargetOrder;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.v1.CensusEntryEvent;
import org.vitalwire.contracts.wire.v1.OxygenTargetOrderEvent;

final class CensusMapping {

    private CensusMapping() {}

    static CensusEntryEvent toWire(CensusEntry entry) {
        CensusEntryEvent.Builder event =
                CensusEntryEvent.newBuilder()
                        .setPatientId(entry.patientId().value())
                        .setSynthetic(entry.synthetic());
        entry.displayName().ifPresent(event::setDisplayName);
        entry.birthDate().ifPresent(date -> event.setBirthDate(date.toString()));
        entry.careUnit().ifPresent(event::setCareUnit);
        entry.bed().ifPresent(event::setBed);
        entry.dischargedAt().ifPresent(at -> event.setDischargedAtMicros(Micros.of(at)));
        entry.mergedInto().ifPresent(into -> event.setMergedInto(into.value()));
        return event.build();
    }

    static CensusEntry toDomain(CensusEntryEvent event) {
        return new CensusEntry(
                new PatientId(event.getPatientId()),
                event.hasDisplayName() ? Optional.of(event.getDisplayName()) : Optional.empty(),
                event.hasBirthDate()
                        ? Optional.of(LocalDate.parse(event.getBirthDate()))
                        : Optional.empty(),
                event.hasCareUnit() ? Optional.of(event.getCareUnit()) : Optional.empty(),
                event.hasBed() ? Optional.of(event.getBed()) : Optional.empty(),
                event.getSynthetic(),
                event.hasDischargedAtMicros()
                        ? Optional.of(Micros.toInstant(event.getDischargedAtMicros()))
                        : Optional.empty(),
                event.hasMergedInto()
                        ? Optional.of(new PatientId(event.getMergedInto()))
                        : Optional.empty());
    }

    static OxygenTargetOrderEvent toWire(OxygenTargetOrder order) {
        return OxygenTargetOrderEvent.newBuilder()
                .setPatientId(order.patientId().value())
                .setSpo2Scale(order.spo2Scale())
                .setOrderedAtMicros(Micros.of(order.orderedAt()))
                .setOrderedBy(order.orderedBy())
                .build();
    }

    static OxygenTargetOrder toDomain(OxygenTargetOrderEvent event) {
        return new OxygenTargetOrder(
                new PatientId(event.getPatientId()),
                event.getSpo2Scale(),
                Micros.toInstant(event.getOrderedAtMicros()),
                event.getOrderedBy());
    }
}
