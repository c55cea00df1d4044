package org.vitalwire.gateway.codec.gatt;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.gateway.codec.Beside;
import org.vitalwire.gateway.codec.DecodedReading;
import org.vitalwire.gateway.codec.DecodedReading.TimeBase;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.DecodingTrace.Outcome;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.ReadingDraft;
import org.vitalwire.gateway.codec.gatt.Characteristic.BloodPressure;
import org.vitalwire.gateway.codec.gatt.Characteristic.GlucoseRecord;
import org.vitalwire.gateway.codec.gatt.Characteristic.GlucoseTrace;
import org.vitalwire.gateway.codec.gatt.Characteristic.SpotOximetry;
import org.vitalwire.gateway.codec.gatt.Characteristic.Weight;

/** One characteristic's value to readings: fields, whose, when, what. */
final class GattMeasurement {

    private static final int UNKNOWN_USER = 255;

    private final ZoneId zone;
    private final long receivedMicros;
    private final boolean forwarded;
    private final DecodingTrace trace;

    /**
     * @param forwarded whether it comes in an envelope, where it may have waited: then the time of
     *     receipt says nothing
     */
    GattMeasurement(ZoneId zone, long receivedMicros, boolean forwarded, DecodingTrace trace) {
        this.zone = zone;
        this.receivedMicros = receivedMicros;
        this.forwarded = forwarded;
        this.trace = trace;
    }

    /** Where the value stands in the payload. */
    record Span(String where, int offset, int length) {

        Fault fault(FailureCode code, String reason) {
            return new Fault(code, where + reason, offset, length);
        }
    }

    void decode(
            String uuid,
            byte[] bytes,
            Beside beside,
            Span span,
            List<DecodedReading> readings,
            List<Fault> faults) {
        Optional<GattForm> form = GattForm.of(uuid);
        if (form.isEmpty()) {
            refuse(
                    FailureCode.UNKNOWN_SIGN,
                    "no characteristic that is read",
                    span,
                    beside,
                    faults);
            return;
        }
        Optional<Characteristic> read = CharacteristicReader.read(form.get(), bytes);
        if (read.isEmpty()) {
            refuse(
                    FailureCode.WRONG_LENGTH,
                    form.get() + " has fewer or more bytes than its flags say, or a wrong checksum",
                    span,
                    beside,
                    faults);
            return;
        }
        Characteristic characteristic = read.get();
        trace.step("fields", Outcome.TAKEN, characteristic::toString);
        int user = user(characteristic);
        if (user != UNKNOWN_USER && beside.isOther(user)) {
            refuse(
                    FailureCode.NOT_OF_A_PATIENT,
                    "measured on another user of the device",
                    span,
                    beside,
                    faults);
            return;
        }
        Optional<MeasuredTime> time = time(characteristic, beside);
        if (time.isEmpty()) {
            refuse(
                    FailureCode.MISSING_TIME,
                    beside.isBroken()
                            ? "the time beside the bytes is not an ISO-8601 instant with a zone"
                            : "it waited, and nothing says when it was measured",
                    span,
                    beside,
                    faults);
        } else if (characteristic instanceof GlucoseTrace(List<GlucoseRecord> records)) {
            trace(records, time.get(), beside, span, readings, faults);
        } else {
            ReadingDraft draft = new ReadingDraft(trace);
            new GattMapping(trace, draft).map(characteristic);
            draft.addTo(readings, faults, place(time.get(), beside, true, span));
        }
    }

    /** Own time stamp, else what stands beside, else receipt of what cannot have waited. */
    private Optional<MeasuredTime> time(Characteristic characteristic, Beside beside) {
        if (beside.isBroken()) {
            return Optional.empty();
        }
        Optional<MeasuredTime> own = MeasuredTime.ofDevice(characteristic, zone);
        if (own.isPresent()) {
            trace.step("time", Outcome.TAKEN, () -> "the device's own, in " + zone);
            return own;
        }
        if (beside.hasMeasured()) {
            trace.step("time", Outcome.TAKEN, () -> "the one beside the bytes");
            return Optional.of(new MeasuredTime(beside.measuredMicros(), TimeBase.DEVICE));
        }
        if (beside.hasSession() && characteristic instanceof GlucoseTrace(var records)) {
            int minutes = records.getLast().offsetMinutes();
            trace.step("time", Outcome.TAKEN, () -> "the session's begin and " + minutes + " min");
            return Optional.of(
                    new MeasuredTime(
                            beside.sessionMicros() + minutes * MeasuredTime.MICROS_PER_MINUTE,
                            TimeBase.DEVICE));
        }
        boolean waited =
                forwarded
                        || (characteristic instanceof SpotOximetry spot
                                && StatusFlags.oximeterStored(
                                        spot.status().measurement().orElse(0)));
        if (waited) {
            return Optional.empty();
        }
        trace.step("time", Outcome.TAKEN, () -> "of receipt: the device says none");
        return Optional.of(new MeasuredTime(receivedMicros, TimeBase.RECEIPT));
    }

    /** The last record is of the time found; the others are so many minutes before it. */
    private void trace(
            List<GlucoseRecord> records,
            MeasuredTime last,
            Beside beside,
            Span span,
            List<DecodedReading> readings,
            List<Fault> faults) {
        int lastOffset = records.getLast().offsetMinutes();
        for (int i = 0; i < records.size(); i++) {
            GlucoseRecord record = records.get(i);
            ReadingDraft draft = new ReadingDraft(trace);
            new GattMapping(trace, draft).glucose(record);
            MeasuredTime time =
                    new MeasuredTime(
                            last.micros()
                                    - (lastOffset - record.offsetMinutes())
                                            * MeasuredTime.MICROS_PER_MINUTE,
                            last.base());
            // One sequence cannot name several readings.
            draft.addTo(readings, faults, place(time, beside, i == records.size() - 1, span));
        }
    }

    private static ReadingDraft.Place place(
            MeasuredTime time, Beside beside, boolean counted, Span span) {
        return new ReadingDraft.Place(
                time.micros(),
                time.base(),
                counted ? beside.sequence() : DecodedReading.NO_SEQUENCE,
                beside.boot(),
                span.where(),
                span.offset(),
                span.length());
    }

    private void refuse(
            FailureCode code, String reason, Span span, Beside beside, List<Fault> faults) {
        trace.step(code.name(), Outcome.REFUSED, () -> reason);
        faults.add(span.fault(code, reason).of(beside.sequence(), beside.boot()));
    }

    private static int user(Characteristic characteristic) {
        OptionalInt user =
                switch (characteristic) {
                    case BloodPressure pressure -> pressure.details().user();
                    case Weight weight -> weight.user();
                    default -> OptionalInt.empty();
                };
        return user.orElse(UNKNOWN_USER);
    }
}
