package org.vitalwire.gateway.codec.openmhealth;

import static org.vitalwire.gateway.codec.openmhealth.RefusedDocumentException.violation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vitalwire.gateway.codec.IsoInstant;
import tools.jackson.databind.JsonNode;

/** When something was measured: {@code time-frame} and {@code time-interval}. */
sealed interface TimeFrame {

    /** Microseconds since 1970. */
    record Moment(long micros) implements TimeFrame {}

    record Interval(long startMicros, long endMicros) implements TimeFrame {}

    /** A date and a morning, afternoon, evening or night. */
    record PartOfDay() implements TimeFrame {}

    /** Microseconds; months and years as their averages, as an interval that long is no moment. */
    Map<String, Double> DURATION_UNITS =
            Map.ofEntries(
                    Map.entry("ps", 1e-6),
                    Map.entry("ns", 1e-3),
                    Map.entry("us", 1.0),
                    Map.entry("ms", 1e3),
                    Map.entry("sec", 1e6),
                    Map.entry("min", 60e6),
                    Map.entry("h", 3_600e6),
                    Map.entry("d", 86_400e6),
                    Map.entry("wk", 604_800e6),
                    Map.entry("Mo", 2_629_746e6),
                    Map.entry("yr", 31_556_952e6));

    static TimeFrame read(JsonNode frame, boolean partsOfDay) throws RefusedDocumentException {
        if (!frame.isObject()) {
            throw violation("effective_time_frame is not an object");
        }
        JsonNode moment = frame.get("date_time");
        JsonNode interval = frame.get("time_interval");
        if (moment != null && interval == null) {
            return new Moment(instant(moment, "date_time"));
        }
        if (interval != null && moment == null) {
            return interval(interval, partsOfDay);
        }
        throw violation("effective_time_frame has not one of date_time and time_interval");
    }

    static TimeFrame interval(JsonNode interval, boolean partsOfDay)
            throws RefusedDocumentException {
        if (!interval.isObject()) {
            throw violation("time_interval is not an object");
        }
        JsonNode start = interval.get("start_date_time");
        JsonNode end = interval.get("end_date_time");
        JsonNode duration = interval.get("duration");
        int given = (start == null ? 0 : 1) + (end == null ? 0 : 1) + (duration == null ? 0 : 1);
        if (partsOfDay && given < 2 && isPartOfDay(interval)) {
            return new PartOfDay();
        }
        if (given != 2) {
            throw violation(
                    "time_interval has not two of start_date_time, end_date_time, duration");
        }
        if (start != null && end != null) {
            return new Interval(instant(start, "start_date_time"), instant(end, "end_date_time"));
        }
        long length = duration(duration);
        if (start != null) {
            long begin = instant(start, "start_date_time");
            return new Interval(begin, begin + length);
        }
        long finish = instant(end, "end_date_time");
        return new Interval(finish - length, finish);
    }

    static long instant(@Nullable JsonNode node, String field) throws RefusedDocumentException {
        long micros =
                node != null && node.isString()
                        ? IsoInstant.parseMicros(node.asString())
                        : IsoInstant.INVALID;
        if (micros == IsoInstant.INVALID) {
            throw violation(field + " is not a date and time with a zone");
        }
        return micros;
    }

    private static boolean isPartOfDay(JsonNode interval) {
        JsonNode date = interval.get("date");
        JsonNode part = interval.get("part_of_day");
        return date != null && date.isString() && part != null && part.isString();
    }

    private static long duration(@Nullable JsonNode duration) throws RefusedDocumentException {
        JsonNode value = duration == null ? null : duration.get("value");
        JsonNode unit = duration == null ? null : duration.get("unit");
        Double micros =
                unit != null && unit.isString() ? DURATION_UNITS.get(unit.asString()) : null;
        if (value == null || !value.isNumber() || micros == null) {
            throw violation("duration has no value with a unit of time");
        }
        // Casting saturates: a length beyond all times stays one.
        return (long) Math.clamp(value.doubleValue() * micros, -1e18, 1e18);
    }
}
