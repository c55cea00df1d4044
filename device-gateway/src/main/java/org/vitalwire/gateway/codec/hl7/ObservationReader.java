package org.vitalwire.gateway.codec.hl7;

import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.CatalogueEntry.Kind;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.gateway.codec.DecodingTrace;
import org.vitalwire.gateway.codec.DecodingTrace.Outcome;
import org.vitalwire.gateway.codec.Fault;
import org.vitalwire.gateway.codec.FaultNotes;
import org.vitalwire.gateway.codec.Measurement;
import org.vitalwire.gateway.codec.hl7.ObservedSigns.Contradictory;
import org.vitalwire.gateway.codec.hl7.ObservedSigns.Named;
import org.vitalwire.gateway.codec.hl7.ObservedSigns.Unknown;

/** Reads the OBX segments of one ORU^R01. Used once. */
final class ObservationReader {

    /** HL7 table 0085: the sender takes an earlier value back. */
    private static final Set<String> RETRACTIONS = Set.of("D", "W");

    private final ObservedSigns signs;
    private final ObservedUnits units;
    private final ZoneId zone;
    private final long sentMicros;
    private final int messageFlags;
    private final DecodingTrace trace;
    private final MeasuredValues values = new MeasuredValues();
    private final FaultNotes faults = new FaultNotes();
    private String observed = "";
    private int number;

    /**
     * @param zone of times that name none
     */
    ObservationReader(
            ObservedSigns signs,
            ObservedUnits units,
            Hl7Header header,
            ZoneId zone,
            DecodingTrace trace) {
        this.signs = signs;
        this.units = units;
        this.zone = header.zone(zone);
        this.sentMicros = header.sentMicros(zone);
        this.messageFlags = header.isTest() ? ValueFlag.TEST.bit() : 0;
        this.trace = trace;
    }

    void read(List<Hl7Segment> segments) {
        for (Hl7Segment segment : segments) {
            if (segment.name().equals("OBR")) {
                observed = segment.text(7);
            } else if (segment.name().equals("OBX")) {
                number++;
                observation(segment);
            }
        }
    }

    MeasuredValues values() {
        return values;
    }

    void addFaultsTo(List<Fault> all, int length) {
        faults.addTo(all, "", 0, length);
    }

    private void observation(Hl7Segment obx) {
        switch (signs.find(obx)) {
            case Unknown unknown -> step(Outcome.SKIPPED, "no sign of ours: " + obx.encoded(3));
            case Contradictory both ->
                    refuse(
                            FailureCode.SCHEMA_VIOLATION,
                            "OBX %d: its code is of %s, its name of %s"
                                    .formatted(number, both.byCode().code(), both.byName().code()));
            case Named named -> {
                switch (named.sign().entry().kind()) {
                    case WAVEFORM -> step(Outcome.SKIPPED, named.sign().code() + " is a waveform");
                    case CODED, QUANTITY -> value(obx, named);
                }
            }
        }
    }

    private void value(Hl7Segment obx, Named named) {
        VitalSign sign = named.sign();
        String status = obx.text(11);
        if (RETRACTIONS.contains(status)) {
            refuse(
                    FailureCode.SCHEMA_VIOLATION,
                    "%s takes an earlier value back (OBX-11 %s); a person has to do that"
                            .formatted(sign.code(), status));
            return;
        }
        List<String> measurementStatuses =
                IntStream.range(0, obx.repetitions(8)).mapToObj(i -> obx.text(8, i, 1)).toList();
        String nothing = NoValue.status(status, measurementStatuses);
        if (nothing == null) {
            nothing = NoValue.text(obx.text(5, obx.text(2).equals("SN") ? 2 : 1));
        }
        if (nothing != null) {
            noValue(sign, nothing);
            return;
        }
        VitalValue value =
                sign.entry().kind() == Kind.CODED ? coded(obx, sign) : quantity(obx, sign);
        if (value != null) {
            int flags = value.flags() | messageFlags | flags(measurementStatuses);
            keep(obx, named, new VitalValue(sign, value.value(), flags));
        }
    }

    private @Nullable VitalValue coded(Hl7Segment obx, VitalSign sign) {
        int index = sign.entry().codes().indexOf(obx.text(5));
        if (index < 0) {
            refuse(
                    FailureCode.UNKNOWN_CODE,
                    sign.code() + " is one of " + String.join(", ", sign.entry().codes()));
            return null;
        }
        return new VitalValue(sign, index, 0);
    }

    private @Nullable VitalValue quantity(Hl7Segment obx, VitalSign sign) {
        double sent = PlainNumber.of(obx);
        if (Double.isNaN(sent)) {
            refuse(FailureCode.NOT_A_NUMBER, sign.code() + " is not one plain number");
            return null;
        }
        String nothing = NoValue.number(sent);
        if (nothing != null) {
            noValue(sign, nothing);
            return null;
        }
        OptionalDouble canonical = units.toCanonical(sign.entry(), sent, obx);
        if (canonical.isEmpty()) {
            refuse(
                    FailureCode.UNKNOWN_UNIT,
                    "%s %s; ours is %s"
                            .formatted(
                                    sign.code(),
                                    obx.encoded(6).isEmpty()
                                            ? "comes without its unit"
                                            : "does not come in that unit",
                                    sign.entry().unit()));
            return null;
        }
        if (!Double.isFinite(canonical.getAsDouble())) {
            refuse(FailureCode.NOT_A_NUMBER, sign.code() + " is too large a number");
            return null;
        }
        return Measurement.of(sign, canonical.getAsDouble());
    }

    /** OBX-14, else OBR-7, else MSH-7. One that is given and unreadable is not replaced. */
    private void keep(Hl7Segment obx, Named named, VitalValue value) {
        String given = obx.text(14).isEmpty() ? observed : obx.text(14);
        long measured = given.isEmpty() ? sentMicros : Hl7Time.parseMicros(given, zone);
        if (measured == Hl7Time.INVALID) {
            refuse(
                    FailureCode.MISSING_TIME,
                    value.sign().code()
                            + (given.isEmpty()
                                    ? ": none of OBX-14, OBR-7 and MSH-7 is a time"
                                    : ": its time is not YYYYMMDDHHMM[SS[.s]][+/-ZZZZ]"));
            return;
        }
        switch (values.add(measured, value, named)) {
            case TAKEN ->
                    step(
                            Outcome.TAKEN,
                            "%s %s %s %s"
                                    .formatted(
                                            value.sign().code(),
                                            value.sign().entry().format(value.value()),
                                            value.sign().entry().unit(),
                                            ValueFlag.codes(value.flags())));
            case SECOND_SOURCE ->
                    step(Outcome.SKIPPED, value.sign().code() + " comes from a second source");
            case TWICE ->
                    refuse(
                            FailureCode.DUPLICATE_SIGN,
                            value.sign().code() + " is given twice at one time, one was kept");
        }
    }

    /** What the device itself says of its value (IEEE 11073 MeasurementStatus). */
    private static int flags(List<String> measurementStatuses) {
        int flags = 0;
        for (String status : measurementStatuses) {
            flags |=
                    switch (status) {
                        case "QUES" -> ValueFlag.QUESTIONABLE.bit();
                        case "DEMO" -> ValueFlag.DEMO.bit();
                        case "TEST" -> ValueFlag.TEST.bit();
                        case "CAL" -> ValueFlag.CALIBRATION.bit();
                        default -> 0;
                    };
        }
        return flags;
    }

    private void noValue(VitalSign sign, String kind) {
        refuse(FailureCode.NO_VALUE, sign.code() + " " + kind);
    }

    private void refuse(FailureCode code, String reason) {
        faults.note(code, reason);
        step(Outcome.REFUSED, code.name() + ": " + reason);
    }

    private void step(Outcome outcome, String detail) {
        trace.step("OBX " + number, outcome, () -> detail);
    }
}
