package org.vitalwire.analytics.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.reading.ClockQuality;
import org.vitalwire.contracts.reading.Lane;
import org.vitalwire.contracts.reading.Reading;
import org.vitalwire.contracts.reading.VitalValue;
import org.vitalwire.contracts.vitals.CatalogueEntry.Kind;
import org.vitalwire.contracts.vitals.ValueFlag;
import org.vitalwire.contracts.vitals.VitalSign;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what {@code GET /api/v1/patients/{id}/export?format=ndjson} of ingest-service answers, one
 * value a line, and puts the values of a device and a time together again as one reading. They are
 * played in the order of their receipt.
 */
public final class ExportedStay {

    private static final ObjectReader ROW =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readerFor(Row.class);

    private record Row(
            Instant time,
            Instant receivedAt,
            String sign,
            JsonNode value,
            @Nullable List<String> flags,
            String device,
            @Nullable String lane,
            boolean synthetic,
            @Nullable Integer clockOffsetMillis) {}

    private record Message(Instant time, Instant receivedAt, String device, Lane lane) {}

    private ExportedStay() {}

    /**
     * @param id tells the stay apart from others; need not be the patient's own
     * @param source for messages
     * @return empty when there is no value
     * @throws UnreadableDataException when a line is not a value of an export
     */
    public static Optional<Stay> read(String id, String source, BufferedReader lines)
            throws IOException {
        PatientId patient = new PatientId(id);
        Map<Message, List<VitalValue>> messages = new LinkedHashMap<>();
        Map<Message, Row> first = new LinkedHashMap<>();
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                try {
                    Row row = ROW.readValue(line);
                    Message message =
                            new Message(
                                    row.time(),
                                    row.receivedAt(),
                                    row.device(),
                                    row.lane() == null ? Lane.LIVE : Lane.valueOf(row.lane()));
                    value(row)
                            .ifPresent(value -> {
                                first.putIfAbsent(message, row);
                                messages.computeIfAbsent(message, m -> new ArrayList<>())
                                        .add(value);
                            });
                } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
                    throw new UnreadableDataException(
                            source + ":" + number + ": is no value of an export", e);
                }
            }
        }
        List<Reading> readings = new ArrayList<>();
        messages.forEach((message, values) -> {
            Row row = first.get(message);
            if (row != null) {
                readings.add(reading(patient, "e" + readings.size(), message, row, values));
            }
        });
        readings.sort(Comparator.comparing(Reading::receivedAt).thenComparing(Reading::measuredAt));
        return stay(id, readings);
    }

    private static Optional<VitalValue> value(Row row) {
        Optional<VitalSign> known = VitalSign.ofCode(row.sign());
        if (known.isEmpty()) {
            return Optional.empty();
        }
        VitalSign sign = known.get();
        int flags = 0;
        for (String code : row.flags() == null ? List.<String>of() : row.flags()) {
            for (ValueFlag flag : ValueFlag.values()) {
                flags |= flag.code().equals(code) ? flag.bit() : 0;
            }
        }
        double value =
                sign.entry().kind() == Kind.CODED
                        ? sign.entry().indexOfCode(row.value().asString()).orElseThrow()
                        : row.value().asDouble();
        return Optional.of(new VitalValue(sign, value, flags));
    }

    private static Reading reading(
            PatientId patient, String id, Message message, Row row, List<VitalValue> values) {
        Integer offset = row.clockOffsetMillis();
        return new Reading(
                id,
                new DeviceId(message.device()),
                Optional.of(patient),
                Optional.empty(),
                message.time(),
                offset == null ? Duration.ZERO : Duration.ofMillis(offset),
                offset == null ? ClockQuality.SYNCHRONISED : ClockQuality.OFFSET,
                message.receivedAt(),
                message.lane(),
                onePerSign(values),
                row.synthetic());
    }

    private static List<VitalValue> onePerSign(List<VitalValue> values) {
        Map<VitalSign, VitalValue> last = new LinkedHashMap<>();
        values.forEach(value -> last.put(value.sign(), value));
        return List.copyOf(last.values());
    }

    private static Optional<Stay> stay(String id, List<Reading> readings) {
        if (readings.isEmpty()) {
            return Optional.empty();
        }
        Instant start = readings.getFirst().receivedAt();
        Duration lasted = Duration.between(start, readings.getLast().receivedAt());
        int hours = (int) lasted.toHours() + 1;
        return Optional.of(new Stay(id, start, hours, readings, List.of(), Optional.empty()));
    }
}
