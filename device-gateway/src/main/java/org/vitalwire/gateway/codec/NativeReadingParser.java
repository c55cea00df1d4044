package org.vitalwire.gateway.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.failure.FailureCode;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.CatalogueEntry.Kind;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.gateway.codec.DecodingTrace.Outcome;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one reading from the stream of tokens. Used once. */
final class NativeReadingParser {

    private final JsonParser parser;
    private final String where;
    private final DecodingTrace trace;

    /** Names and words of steps cost more than the reading of a value. */
    private final boolean explained;

    private final List<VitalValue> values = new ArrayList<>(8);
    private @Nullable FaultNotes faults;
    private long measuredMicros = IsoInstant.INVALID;
    private boolean timeGiven;
    private long sequence = DecodedReading.NO_SEQUENCE;
    private String boot = "";
    private DeclaredClock clock = DeclaredClock.NONE;
    private long signsSeen;
    private int valuesSeen;

    /**
     * @param where begins each reason, such as {@code reading 2: }
     */
    NativeReadingParser(JsonParser parser, String where, DecodingTrace trace) {
        this.parser = parser;
        this.where = where;
        this.trace = trace;
        this.explained = !trace.equals(DecodingTrace.NONE);
    }

    /** Stands at the reading's opening brace; ends at its closing one. */
    void parse() {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "time" -> time(token);
                case "values" -> values(token);
                case "seq" -> sequence(token);
                case "boot" -> boot(token);
                case "clock" -> clock(token);
                default -> {
                    parser.skipChildren();
                    step(name, Outcome.SKIPPED, () -> "not a member that is read");
                }
            }
        }
    }

    /** Stands at something that is not an object; ends at its end. */
    void refuseWhole() {
        parser.skipChildren();
        note(FailureCode.UNDECODABLE, "not a JSON object");
        valuesSeen = 1;
        timeGiven = true;
        measuredMicros = 0;
    }

    void addTo(List<DecodedReading> readings, List<Fault> allFaults, int offset, int length) {
        boolean isTaken = false;
        if (measuredMicros == IsoInstant.INVALID) {
            note(
                    FailureCode.MISSING_TIME,
                    timeGiven ? "time is not an ISO-8601 instant with a zone" : "there is no time");
        } else if (valuesSeen == 0) {
            note(FailureCode.EMPTY_READING, "there are no values");
        } else if (!values.isEmpty()) {
            isTaken = true;
            readings.add(
                    new DecodedReading(
                            measuredMicros,
                            values,
                            sequence,
                            boot,
                            offset,
                            length,
                            DecodedReading.TimeBase.DEVICE,
                            clock));
        }
        if (faults != null) {
            int before = allFaults.size();
            faults.addTo(allFaults, where, offset, length);
            if (!isTaken) {
                allFaults
                        .subList(before, allFaults.size())
                        .replaceAll(fault -> fault.of(sequence, boot));
            }
        }
    }

    private void time(JsonToken token) {
        timeGiven = true;
        if (token == JsonToken.VALUE_STRING) {
            String text = parser.getString();
            measuredMicros = IsoInstant.parseMicros(text);
            step("time", outcome(measuredMicros != IsoInstant.INVALID), () -> text);
        } else {
            measuredMicros = IsoInstant.INVALID;
            parser.skipChildren();
        }
    }

    /** A sequence that is none is left out: the reading matters more. */
    private void sequence(JsonToken token) {
        if (token == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long number = parser.getLongValue();
            sequence = Math.max(number, DecodedReading.NO_SEQUENCE);
            step("seq", number >= 0 ? Outcome.TAKEN : Outcome.SKIPPED, () -> Long.toString(number));
        } else {
            parser.skipChildren();
            step("seq", Outcome.SKIPPED, () -> "not a whole number");
        }
    }

    private void boot(JsonToken token) {
        if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
            String text = parser.getString();
            boot = DecodedReading.isBoot(text) ? text : "";
            step("boot", boot.isEmpty() ? Outcome.SKIPPED : Outcome.TAKEN, () -> text);
        } else {
            parser.skipChildren();
            step("boot", Outcome.SKIPPED, () -> "neither text nor a whole number");
        }
    }

    /**
     * {@code {"synchronised":false,"now":"2026-11-22T10:00:00Z"}}. What is not readable of it
     * counts as not said; a device that says nothing is judged by what its times show.
     */
    private void clock(JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            step("clock", Outcome.SKIPPED, () -> "not an object");
            return;
        }
        boolean said = false;
        boolean synchronised = false;
        long now = IsoInstant.INVALID;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("synchronised")
                    && (value == JsonToken.VALUE_TRUE || value == JsonToken.VALUE_FALSE)) {
                said = true;
                synchronised = value == JsonToken.VALUE_TRUE;
            } else if (name.equals("now") && value == JsonToken.VALUE_STRING) {
                now = IsoInstant.parseMicros(parser.getString());
            } else {
                parser.skipChildren();
            }
        }
        clock = new DeclaredClock(said || now != IsoInstant.INVALID, synchronised, now);
        DeclaredClock declared = clock;
        step("clock", outcome(declared.said()), declared::toString);
    }

    private void values(JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            valuesSeen++;
            String name = parser.currentName();
            Optional<VitalSign> sign = VitalSign.ofCode(name);
            JsonToken value = parser.nextToken();
            if (sign.isEmpty()) {
                parser.skipChildren();
                step("values." + name, Outcome.REFUSED, () -> "no sign of the catalogue");
                note(FailureCode.UNKNOWN_SIGN, "value " + valuesSeen + " is no known sign");
            } else {
                value(sign.get(), value);
            }
        }
    }

    private void value(VitalSign sign, JsonToken token) {
        long bit = 1L << sign.number();
        if ((signsSeen & bit) != 0) {
            parser.skipChildren();
            note(FailureCode.DUPLICATE_SIGN, sign.code() + " is given twice, the first was kept");
            return;
        }
        signsSeen |= bit;
        Kind kind = sign.entry().kind();
        if (kind == Kind.WAVEFORM) {
            parser.skipChildren();
            note(FailureCode.UNKNOWN_SIGN, sign.code() + " is a waveform, not a single value");
        } else if (token == JsonToken.START_OBJECT) {
            valueWithUnit(sign, kind);
        } else if (kind == Kind.CODED) {
            code(sign, token, "");
        } else {
            quantity(sign, number(token), "");
        }
    }

    /** {@code {"value":98.2,"unit":"[degF]"}}, in either order. */
    private void valueWithUnit(VitalSign sign, Kind kind) {
        String unit = "";
        boolean unitReadable = true;
        double number = Double.NaN;
        String letter = "";
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals("value")) {
                if (kind == Kind.CODED) {
                    letter = token == JsonToken.VALUE_STRING ? parser.getString() : "";
                } else {
                    number = number(token);
                }
            } else if (name.equals("unit")) {
                unitReadable = token == JsonToken.VALUE_STRING;
                unit = unitReadable ? parser.getString() : "";
            }
            parser.skipChildren();
        }
        if (!unitReadable) {
            note(FailureCode.UNKNOWN_UNIT, sign.code() + " has a unit that is not text");
        } else if (kind == Kind.CODED) {
            coded(sign, letter, unit);
        } else {
            quantity(sign, number, unit);
        }
    }

    /** NaN for all that is not a number: null, text, true, arrays. */
    private double number(JsonToken token) {
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getDoubleValue();
        }
        parser.skipChildren();
        return Double.NaN;
    }

    private void code(VitalSign sign, JsonToken token, String unit) {
        if (token == JsonToken.VALUE_STRING) {
            coded(sign, parser.getString(), unit);
        } else {
            parser.skipChildren();
            coded(sign, "", unit);
        }
    }

    private void coded(VitalSign sign, String letter, String unit) {
        int index = sign.entry().codes().indexOf(letter);
        if (!unit.isEmpty()) {
            note(FailureCode.UNKNOWN_UNIT, sign.code() + " has no unit");
        } else if (index < 0) {
            note(
                    FailureCode.UNKNOWN_CODE,
                    sign.code() + " is one of " + String.join(", ", sign.entry().codes()));
        } else {
            values.add(new VitalValue(sign, index, 0));
            step(sign, () -> letter);
        }
    }

    private void quantity(VitalSign sign, double number, String unit) {
        if (!Double.isFinite(number)) {
            note(FailureCode.NOT_A_NUMBER, sign.code() + " is not a finite number");
            return;
        }
        double canonical = number;
        if (!unit.isEmpty()) {
            OptionalDouble converted = sign.entry().toCanonical(number, unit);
            if (converted.isEmpty()) {
                note(
                        FailureCode.UNKNOWN_UNIT,
                        sign.code()
                                + " does not come in that unit; ours is "
                                + sign.entry().unit());
                return;
            }
            canonical = converted.getAsDouble();
        }
        if (Double.isFinite(canonical)) {
            VitalValue value = Measurement.of(sign, canonical);
            values.add(value);
            step(sign, () -> taken(number, unit, value));
        } else {
            note(FailureCode.NOT_A_NUMBER, sign.code() + " is too large a number");
        }
    }

    private void note(FailureCode code, String reason) {
        FaultNotes notes = faults;
        if (notes == null) {
            notes = new FaultNotes();
            faults = notes;
        }
        notes.note(code, reason);
        step(code.name(), Outcome.REFUSED, () -> reason);
    }

    private void step(String step, Outcome outcome, Supplier<String> detail) {
        if (explained) {
            trace.step(where + step, outcome, detail);
        }
    }

    private void step(VitalSign sign, Supplier<String> detail) {
        if (explained) {
            trace.step(where + "values." + sign.code(), Outcome.TAKEN, detail);
        }
    }

    private static Outcome outcome(boolean taken) {
        return taken ? Outcome.TAKEN : Outcome.REFUSED;
    }

    /** Such as {@code 98.2 [degF] is 36.8 Cel}. */
    private static String taken(double number, String unit, VitalValue value) {
        String ours = value.sign().entry().unit();
        String stored = value.value() + " " + ours;
        String flagged = value.flags() == 0 ? stored : stored + ", not plausible: flagged";
        return (unit.isEmpty() || unit.equals(ours)) && number == value.value()
                ? flagged
                : number + (unit.isEmpty() ? "" : " " + unit) + " is " + flagged;
    }
}
