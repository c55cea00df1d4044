package org.vitalwire.ehr.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vitalwire.contracts.event.Priority;
import org.vitalwire.contracts.vitals.VitalSign;
import org.vitalwire.ehr.chart.ChartItem;
import org.vitalwire.ehr.delivery.ScriptedFhirServer.Fault;
import org.vitalwire.ehr.ledger.DeliveryReport;
import org.vitalwire.ehr.policy.Opened;
import org.vitalwire.ehr.policy.Span;

/** A record that wants one line for five minutes, in bad times. */
class ChartingPolicyAtRandomIT {

    private final CoarseRecord record = new CoarseRecord();

    @AfterEach
    void stop() {
        record.close();
    }

    /**
     * Two hours of values, late ones, alerts, faults and restarts; then what must have come of it.
     */
    @Test
    void whateverHappensInWhateverOrderTheRecordHasWhatThePolicySaysOnce() throws Exception {
        Random random = new Random(20261122);
        Map<Integer, Map<Integer, Double>> measured = new TreeMap<>();
        List<Opened> opened = new ArrayList<>();
        for (int minute = 0; minute < 120; minute++) {
            record.clock.set(CoarseRecord.minute(minute + 1).plusSeconds(12));
            int values = random.nextInt(4);
            for (int i = 0; i < values; i++) {
                int late = random.nextInt(5) == 0 ? random.nextInt(40) : 0;
                int second = random.nextInt(60);
                double value = 50 + random.nextInt(100);
                int of = Math.max(0, minute - late);
                if (measured.computeIfAbsent(of, any -> new TreeMap<>()).putIfAbsent(second, value)
                        == null) {
                    record.chart(ChartItem.HEART_RATE, VitalSign.HEART_RATE, of, second, value);
                }
            }
            if (random.nextInt(40) == 0) {
                Priority priority =
                        List.of(Priority.LOW, Priority.MEDIUM, Priority.HIGH)
                                .get(random.nextInt(3));
                opened.add(new Opened(CoarseRecord.minute(minute), priority));
                record.alert("episode-" + minute, minute, priority);
            }
            if (random.nextInt(3) == 0) {
                record.server.failNext(
                        List.of(Fault.CUT_AFTER_COMMIT, Fault.SERVER_ERROR, Fault.CONFLICT)
                                .get(random.nextInt(3)));
            }
            if (random.nextInt(2) == 0) {
                record.deliver();
            }
            if (random.nextInt(10) == 0) {
                record.restart();
            }
        }
        DeliveryReport report = record.report();
        for (int hour = 0; hour < 24 && report.backlog(CoarseRecord.TARGET).lines() > 0; hour++) {
            record.clock.advance(Duration.ofHours(1));
            record.deliver();
        }

        assertThat(report.backlog(CoarseRecord.TARGET).lines()).isZero();
        assertThat(report.backlog(CoarseRecord.TARGET).failed()).isZero();
        Map<String, Double> there = new TreeMap<>();
        record.server
                .current()
                .forEach(observation ->
                        there.put(
                                observation.getIdentifierFirstRep().getValue(),
                                observation.getValueQuantity().getValue().doubleValue()));
        assertThat(record.server.current()).hasSameSizeAs(there.keySet());
        assertThat(opened).hasSizeGreaterThan(1);
        assertThat(there).isEqualTo(expected(measured, opened));
    }

    /** By the rule and not by the code: coarser lines of all, minutes near alerts that count. */
    private static Map<String, Double> expected(
            Map<Integer, Map<Integer, Double>> measured, List<Opened> opened) {
        Map<String, Double> expected = new TreeMap<>();
        Map<Integer, List<Double>> spans = new TreeMap<>();
        measured.forEach((minute, values) -> {
            spans.computeIfAbsent(minute / 5 * 5, any -> new ArrayList<>()).addAll(values.values());
            boolean near =
                    opened.stream()
                            .filter(alert -> alert.priority() != Priority.LOW)
                            .map(alert ->
                                    Duration.between(CoarseRecord.TEN, alert.at()).toMinutes())
                            .anyMatch(at -> minute >= at - 15 && minute <= at + 60);
            if (near) {
                expected.put(
                        CoarseRecord.key(ChartItem.HEART_RATE, minute).observationId(),
                        median(List.copyOf(values.values())));
            }
        });
        spans.forEach((start, values) ->
                expected.put(
                        new Span(CoarseRecord.minute(start), 5)
                                .resourceId(CoarseRecord.key(ChartItem.HEART_RATE, start)),
                        median(values)));
        return expected;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median =
                sorted.size() % 2 == 1
                        ? sorted.get(middle)
                        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return VitalSign.HEART_RATE.entry().roundToResolution(median);
    }
}
