package org.vitalwire.ehr.preview;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vitalwire.contracts.event.Score;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.vitals.CatalogueEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MeasuredValue;
import org.vitalwire.ehr.policy.Span;
import org.vitalwire.ehr.preview.ChartingPreview.Previewed;

/**
 * A line of the chart and what becomes of it.
 *
 * @param decision WRITTEN or WITHHELD
 * @param explanation of the reason, in words
 * @param deviceId null for scores
 * @param from start of the minutes that it stands for, in the device's own time
 * @param writtenAt the earliest; null for what is withheld
 * @param resourceId of the Observation
 */
record PreviewLine(
        String decision,
        String reason,
        String explanation,
        String item,
        @Nullable String deviceId,
        Instant from,
        int minutes,
        Instant effectiveAt,
        @Nullable Instant writtenAt,
        String resourceId,
        List<Value> values) {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    /**
     * One value of it.
     *
     * @param text as it is shown, without the unit: a letter for the level of consciousness
     * @param unit in UCUM
     * @param samples how many measured values it is the median of
     */
    record Value(
            String sign, String display, double value, String text, String unit, int samples) {}

    static PreviewLine of(Previewed line) {
        ChartKey key = line.entry().chart().key();
        ChartFacts facts = line.entry().chart().facts();
        return new PreviewLine(
                line.reason().isWritten() ? "WRITTEN" : "WITHHELD",
                line.reason().name(),
                explanation(line),
                key.item().code(),
                key.deviceId().map(DeviceId::value).orElse(null),
                key.minute(),
                line.minutes(),
                facts.time(),
                line.writtenAt().orElse(null),
                line.entry().id(),
                switch (facts) {
                    case ChartFacts.Measured(var samples) ->
                            samples.summarise().values().stream().map(PreviewLine::value).toList();
                    case ChartFacts.Scored(Score score) -> List.of(value(key.item(), score));
                });
    }

    private static String explanation(Previewed line) {
        boolean newest =
                line.entry().chart().key().item().statistic() == ChartItem.Statistic.NEWEST;
        return switch (line.reason()) {
            case BY_THE_MINUTE -> "The policy asks for each minute.";
            case SPOT_CHECK -> "Measured singly: written as soon as it is charted.";
            case SCORE -> "A complete score.";
            case AROUND_ALERT -> "By the minute, as there was an alert.";
            case AGGREGATE ->
                    (newest ? "The newest value of " : "The median of ")
                            + line.minutes()
                            + " minutes.";
            case IN_AGGREGATE -> {
                Span span = line.span().orElseThrow();
                yield "Part of the %d minutes from %s UTC."
                        .formatted(span.minutes(), CLOCK.format(span.start()));
            }
            case ITEM_NOT_WRITTEN -> "The policy leaves this item out.";
        };
    }

    private static Value value(MeasuredValue value) {
        CatalogueEntry entry = value.sign().entry();
        return new Value(
                value.sign().name(),
                entry.display(),
                value.value(),
                entry.format(value.value()),
                entry.unit(),
                value.samples());
    }

    private static Value value(ChartItem item, Score score) {
        int total = score.asOf(score.measuredAt()).total().orElse(0);
        return new Value(item.name(), item.name(), total, Integer.toString(total), "{score}", 1);
    }
}
