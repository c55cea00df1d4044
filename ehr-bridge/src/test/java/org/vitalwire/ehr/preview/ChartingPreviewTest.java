package org.vitalwire.ehr.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.id.DeviceId;
import org.vitalwire.contracts.id.PatientId;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartEntry;
import org.vitalwire.ehr.chart.ChartFacts;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.chart.ChartKey;
import org.vitalwire.ehr.chart.MinuteSamples;
import org.vitalwire.ehr.ledger.LedgerEntry;
import org.vitalwire.ehr.policy.ChartingPolicy;
import org.vitalwire.ehr.policy.ChartingPolicy.AroundAlerts;
import org.vitalwire.ehr.policy.Opened;
import org.vitalwire.ehr.preview.ChartingPreview.Previewed;

class ChartingPreviewTest {

    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final ChartingPolicy FIVE =
            new ChartingPolicy(5, Map.of(), Optional.of(AroundAlerts.DEFAULT));

    private static LedgerEntry charted(int minute, double value) {
        Instant start = TEN.plus(Duration.ofMinutes(minute));
        MinuteSamples samples = new MinuteSamples(ChartItem.HEART_RATE, start);
        samples.add(VitalSign.HEART_RATE, start, value);
        ChartKey key =
                new ChartKey(
                        new PatientId("p-1"),
                        Optional.of(new DeviceId("monitor-1")),
                        ChartItem.HEART_RATE,
                        start);
        return new LedgerEntry(
                key.observationId(),
                new ChartEntry(key, new ChartFacts.Measured(samples), false, false),
                1,
                start.plusSeconds(72),
                Optional.empty(),
                0,
                Optional.empty());
    }

    private static List<LedgerEntry> tenMinutes() {
        List<LedgerEntry> minutes = new ArrayList<>();
        for (int minute = 0; minute < 10; minute++) {
            minutes.add(charted(minute, 60 + minute));
        }
        Collections.shuffle(minutes, new Random(7));
        return minutes;
    }

    private static List<PreviewLine> preview(ChartingPolicy policy, Opened... alerts) {
        return ChartingPreview.of(policy, tenMinutes(), List.of(alerts)).stream()
                .map(PreviewLine::of)
                .toList();
    }

    @Test
    void eachWithheldMinuteSaysWhatItIsPartOf() {
        List<PreviewLine> lines = preview(FIVE);

        assertThat(lines).hasSize(12).extracting(PreviewLine::from).isSorted();
        PreviewLine withheld = lines.getFirst();
        assertThat(withheld.decision()).isEqualTo("WITHHELD");
        assertThat(withheld.reason()).isEqualTo("IN_AGGREGATE");
        assertThat(withheld.explanation()).isEqualTo("Part of the 5 minutes from 10:00 UTC.");
        assertThat(withheld.writtenAt()).isNull();
    }

    @Test
    void aCoarserLineIsWrittenWhenItsMinutesAreChartedAndSettled() {
        PreviewLine coarse =
                preview(FIVE).stream()
                        .filter(line -> line.reason().equals("AGGREGATE"))
                        .findFirst()
                        .orElseThrow();

        assertThat(coarse.minutes()).isEqualTo(5);
        assertThat(coarse.values())
                .containsExactly(
                        new PreviewLine.Value("HEART_RATE", "Heart rate", 62, "62", "/min", 5));
        // Charted at 10:05:12.
        assertThat(coarse.writtenAt()).isEqualTo(TEN.plusSeconds(342));
    }

    @Test
    void whatAnAlertBringsIsNotWrittenBeforeTheAlert() {
        Instant alert = TEN.plus(Duration.ofMinutes(9));

        assertThat(preview(FIVE, new Opened(alert, Priority.HIGH)))
                .filteredOn(line -> line.reason().equals("AROUND_ALERT"))
                .hasSize(10)
                .first()
                .satisfies(line -> {
                    assertThat(line.decision()).isEqualTo("WRITTEN");
                    assertThat(line.writtenAt()).isEqualTo(alert);
                });
    }

    @Test
    void byTheMinuteNothingIsWithheld() {
        assertThat(ChartingPreview.of(ChartingPolicy.BY_THE_MINUTE, tenMinutes(), List.of()))
                .hasSize(10)
                .allSatisfy((Previewed line) ->
                        assertThat(line.writtenAt()).hasValue(line.entry().chartedAt()));
    }

    @Test
    void aPolicyIsReadAsItWasWrittenAndWhatIsLeftOutIsTheDefault() {
        PolicyDocument document =
                new PolicyDocument(
                        5,
                        Map.of(
                                "temperature",
                                new PolicyDocument.ItemDocument(null, 15),
                                "perfusion-index",
                                new PolicyDocument.ItemDocument(false, null)),
                        new PolicyDocument.AroundDocument(List.of("HIGH"), 5, null));

        assertThat(PolicyDocument.of(document.policy()).policy()).isEqualTo(document.policy());
        assertThat(document.policy().aroundAlerts().orElseThrow().after())
                .isEqualTo(Duration.ofHours(1));
        assertThat(new PolicyDocument(null, null, null).policy().writesEverything()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new PolicyDocument(
                                        5,
                                        Map.of("mood", new PolicyDocument.ItemDocument(true, null)),
                                        null)
                                .policy())
                .withMessage("an item is not one of the chart");
    }
}
