package org.vitalwire.contracts.wire;

import org.vitalwire.contracts.event.ErasureNotice;
import org.vitalwire.contracts.event.ErasureNotice.ErasedPeriod;
import org.vitalwire.contracts.event.ErasureNotice.Erasure;
import org.vitalwire.contracts.event.ErasureNotice.ErasureDone;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.wire.v1.ErasedPeriodEvent;
import org.vitalwire.contracts.wire.v1.ErasureDoneEvent;
import org.vitalwire.contracts.wire.v1.ErasureEvent;
import org.vitalwire.contracts.wire.v1.ErasureRequestedEvent;

final class ErasureMapping {

    private ErasureMapping() {}

    static ErasureEvent toWire(ErasureNotice notice) {
        return switch (notice) {
            case Erasure erasure ->
                    ErasureEvent.newBuilder().setRequested(requested(erasure)).build();
            case ErasureDone done ->
                    ErasureEvent.newBuilder()
                            .setDone(
                                    ErasureDoneEvent.newBuilder()
                                            .setErasureId(done.erasureId())
                                            .setService(done.service())
                                            .setAtMicros(Micros.of(done.at()))
                                            .setErased(done.erased()))
                            .build();
        };
    }

    static ErasureNotice toDomain(ErasureEvent event) {
        return switch (event.getNoticeCase()) {
            case REQUESTED -> toDomain(event.getRequested());
            case DONE ->
                    new ErasureDone(
                            event.getDone().getErasureId(),
                            event.getDone().getService(),
                            Micros.toInstant(event.getDone().getAtMicros()),
                            event.getDone().getErased());
            case NOTICE_NOT_SET ->
                    throw new IllegalArgumentException("an erasure event that says nothing");
        };
    }

    private static ErasureRequestedEvent requested(Erasure erasure) {
        ErasureRequestedEvent.Builder event =
                ErasureRequestedEvent.newBuilder()
                        .setErasureId(erasure.erasureId())
                        .setPatientId(erasure.patientId().value())
                        .setRequestedAtMicros(Micros.of(erasure.requestedAt()))
                        .setRequestedBy(erasure.requestedBy());
        for (ErasedPeriod period : erasure.periods()) {
            event.addPeriods(
                    ErasedPeriodEvent.newBuilder()
                            .setDeviceId(period.deviceId().value())
                            .setFromMicros(Micros.of(period.from()))
                            .setToMicros(Micros.of(period.to())));
        }
        return event.build();
    }

    private static Erasure toDomain(ErasureRequestedEvent event) {
        return new Erasure(
                event.getErasureId(),
                new PatientId(event.getPatientId()),
                Micros.toInstant(event.getRequestedAtMicros()),
                event.getRequestedBy(),
                event.getPeriodsList().stream()
                        .map(period ->
                                new ErasedPeriod(
                                        new DeviceId(period.getDeviceId()),
                                        Micros.toInstant(period.getFromMicros()),
                                        Micros.toInstant(period.getToMicros())))
                        .toList());
    }
}
