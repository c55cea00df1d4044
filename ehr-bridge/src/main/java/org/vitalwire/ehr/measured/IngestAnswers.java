package org.vitalwire.ehr.measured;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.contracts.wire.EventCodecs;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * ingest-service's answers to lines of the chart, by the rules that everything is charted by.
 * Fields that a later release adds are passed over.
 */
final class IngestAnswers {

    private static final JsonMapper JSON = JsonMapper.shared();

    private IngestAnswers() {}

    /** Line by line from the bytes: a day of one sign is 86,400 values, and no tree is made. */
    static Stretch<MeasuredLine> minutes(PatientId patient, byte[] json) {
        Instant from = Instant.EPOCH;
        Instant to = Instant.EPOCH;
        Map<ChartKey, Line> lines = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "from" -> from = Instant.parse(parser.getString());
                    case "to" -> to = Instant.parse(parser.getString());
                    case "minutes" -> {
                        while (parser.nextToken() == JsonToken.START_OBJECT) {
                            new Minute(parser).addTo(lines, patient);
                        }
                    }
                    default -> parser.skipChildren();
                }
            }
        }
        return new Stretch<>(from, to, lines.values().stream().map(Line::line).toList());
    }

    private static final class Line {
        private final ChartKey key;
        private final MinuteSamples samples;
        private boolean synthetic;
        private boolean late;
        private Instant receivedAt = Instant.EPOCH;

        Line(ChartKey key) {
            this.key = key;
            this.samples = new MinuteSamples(key.item(), key.minute());
        }

        MeasuredLine line() {
            return MeasuredLine.of(
                    new ChartEntry(key, new ChartFacts.Measured(samples), synthetic, late),
                    receivedAt);
        }
    }

    /** One sign of a device in one minute, as it stands in the answer. */
    private static final class Minute {
        private String device = "";
        private String sign = "";
        private Instant start = Instant.EPOCH;
        private final List<Integer> at = new ArrayList<>(60);
        private final List<Double> values = new ArrayList<>(60);
        private boolean late;
        private boolean synthetic;
        private Instant receivedAt = Instant.EPOCH;

        Minute(JsonParser parser) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                JsonToken token = parser.nextToken();
                switch (field) {
                    case "device" -> device = parser.getString();
                    case "sign" -> sign = parser.getString();
                    case "minute" -> start = Instant.parse(parser.getString());
                    case "at" -> {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            at.add(parser.getIntValue());
                        }
                    }
                    case "values" -> {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            values.add(parser.getDoubleValue());
                        }
                    }
                    case "late" -> late = token == JsonToken.VALUE_TRUE;
                    case "synthetic" -> synthetic = token == JsonToken.VALUE_TRUE;
                    case "received" -> receivedAt = Instant.parse(parser.getString());
                    default -> parser.skipChildren();
                }
            }
        }

        void addTo(Map<ChartKey, Line> lines, PatientId patient) {
            Optional<VitalSign> known = VitalSign.ofCode(sign);
            Optional<ChartItem> item = known.flatMap(ChartItem::of);
            if (item.isEmpty()) {
                return;
            }
            ChartKey key =
                    new ChartKey(patient, Optional.of(new DeviceId(device)), item.get(), start);
            Line line = lines.computeIfAbsent(key, Line::new);
            for (int i = 0; i < at.size(); i++) {
                line.samples.add(known.get(), start.plusNanos(at.get(i) * 1_000L), values.get(i));
            }
            line.late |= late;
            line.synthetic |= synthetic;
            line.receivedAt = receivedAt.isAfter(line.receivedAt) ? receivedAt : line.receivedAt;
        }
    }

    /** The newest complete one of each minute. An incomplete one has no total. */
    static Stretch<MeasuredLine> scores(PatientId patient, byte[] json) {
        JsonNode answer = JSON.readTree(json);
        Map<ChartKey, ChartEntry> lines = new LinkedHashMap<>();
        for (JsonNode event : answer.get("events")) {
            Score score = EventCodecs.SCORE.decode(Base64.getDecoder().decode(event.asString()));
            if (score.asOf(score.measuredAt()).isComplete()) {
                ChartEntry entry = entry(patient, score);
                lines.merge(entry.key(), entry, (known, other) -> newer(known, other));
            }
        }
        return new Stretch<>(
                Instant.parse(answer.get("from").asString()),
                Instant.parse(answer.get("to").asString()),
                lines.values().stream()
                        .map(entry -> MeasuredLine.of(entry, entry.facts().time()))
                        .toList());
    }

    private static ChartEntry newer(ChartEntry known, ChartEntry other) {
        return other.facts().time().isBefore(known.facts().time()) ? known : other;
    }

    private static ChartEntry entry(PatientId patient, Score score) {
        return new ChartEntry(
                new ChartKey(
                        patient,
                        Optional.empty(),
                        ChartItem.NEWS2,
                        ChartKey.minuteOf(score.measuredAt())),
                new ChartFacts.Scored(score),
                score.synthetic(),
                score.retrospective());
    }

    static List<Long> counts(byte[] json) {
        List<Long> counts = new ArrayList<>();
        JSON.readTree(json).get("counts").forEach(count -> counts.add(count.asLong()));
        return counts;
    }
}
